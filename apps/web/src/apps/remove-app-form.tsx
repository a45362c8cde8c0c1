"use client";
import { type SubmitEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { appsTexts } from "@/texts/apps";
import { componentTexts } from "@/texts/components";

const texts = appsTexts.remove;

interface RemoveAppFormProps {
  name: string;
  isBusy: boolean;
  error: string | undefined;
  onConfirm: () => void;
  onCancel: () => void;
}

export function RemoveAppForm({ name, isBusy, error, onConfirm, onCancel }: RemoveAppFormProps) {
  const [typed, setTyped] = useState("");
  const [isWrong, setWrong] = useState(false);

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const isGiven = typed.trim() === name;
    setWrong(!isGiven);
    if (isGiven) onConfirm();
  }

  return (
    <form onSubmit={submit} className="grid gap-5" noValidate>
      <p className="text-sm text-pretty text-muted">{isBusy ? texts.underWay : texts.keys}</p>
      <Field
        id="remove-app-name"
        label={texts.type(name)}
        error={isWrong ? texts.wrong(name) : error}
      >
        <Input
          id="remove-app-name"
          value={typed}
          autoComplete="off"
          aria-invalid={isWrong}
          aria-describedby="remove-app-name-error"
          onChange={({ target }) => setTyped(target.value)}
        />
      </Field>
      <div className="flex flex-wrap justify-end gap-2">
        <Button disabled={isBusy} onClick={onCancel}>
          {componentTexts.cancel}
        </Button>
        <Button type="submit" look="danger" isBusy={isBusy}>
          {texts.submit}
        </Button>
      </div>
    </form>
  );
}
