"use client";
import { type SubmitEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

interface AppNameFormProps {
  initialName?: string;
  label: string;
  placeholder?: string;
  submit: string;
  isBusy: boolean;
  error: string | undefined;
  onChange: () => void;
  onSubmit: (name: string) => void;
}

export function AppNameForm(props: AppNameFormProps) {
  const { initialName = "", error, isBusy } = props;
  const [name, setName] = useState(initialName);
  const isUnchanged = name.trim() === "" || name.trim() === initialName;

  function submit(event: SubmitEvent) {
    event.preventDefault();
    if (!isUnchanged) props.onSubmit(name);
  }

  return (
    <form onSubmit={submit} className="grid gap-5" noValidate>
      <Field id="app-name" label={props.label} error={error}>
        <Input
          id="app-name"
          value={name}
          placeholder={props.placeholder}
          maxLength={100}
          aria-invalid={error !== undefined}
          aria-describedby="app-name-error"
          onChange={({ target }) => {
            setName(target.value);
            props.onChange();
          }}
        />
      </Field>
      <div className="flex justify-end">
        <Button type="submit" variant="primary" isBusy={isBusy} disabled={isUnchanged}>
          {props.submit}
        </Button>
      </div>
    </form>
  );
}
