"use client";
import { type SubmitEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field, FieldError } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { type KeyDraft, type KeyErrors, type KeyRights, readDraft } from "./key-draft";
import { LimitFields } from "./limit-fields";
import { rejectedFields } from "./rejected-fields";
import { ScopesField } from "./scopes-field";
import { rightsTexts } from "./texts";

interface KeyFormProps {
  initial: KeyDraft;
  /** Submits only what differs from the initial values. */
  isEdit?: boolean;
  submit: string;
  isBusy: boolean;
  /** The server's error. */
  error: unknown;
  onChange: () => void;
  onSubmit: (changes: Partial<KeyRights>) => void;
}

/** The name and the rights of a key. */
export function KeyForm(props: KeyFormProps) {
  const { initial, isEdit = false, isBusy, error } = props;
  const [draft, setDraft] = useState(initial);
  const [invalid, setInvalid] = useState<KeyErrors>({});
  const rejected = rejectedFields(error, draft);
  const errors = { ...rejected.fields, ...invalid };

  function change(changes: Partial<KeyDraft>) {
    setDraft({ ...draft, ...changes });
    setInvalid({});
    props.onChange();
  }

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const read = readDraft(draft, { now: new Date(), ...(isEdit && { before: initial }) });
    setInvalid(read.errors);
    if (Object.keys(read.errors).length === 0) props.onSubmit(read.changes);
  }

  return (
    <form onSubmit={submit} className="grid gap-5" noValidate>
      <Field id="key-name" label={rightsTexts.name} error={errors.name}>
        <Input
          id="key-name"
          value={draft.name}
          placeholder={rightsTexts.namePlaceholder}
          maxLength={100}
          aria-invalid={errors.name !== undefined}
          aria-describedby="key-name-error"
          onChange={({ target }) => change({ name: target.value })}
        />
      </Field>
      <ScopesField
        scopes={draft.scopes}
        error={errors.scopes}
        onChange={(scopes) => change({ scopes })}
      />
      <LimitFields draft={draft} errors={errors} onChange={change} />
      <FieldError id="key-error">{rejected.other}</FieldError>
      <Button
        type="submit"
        variant="primary"
        className="justify-self-end"
        isBusy={isBusy}
        disabled={draft.name.trim() === ""}
      >
        {props.submit}
      </Button>
    </form>
  );
}
