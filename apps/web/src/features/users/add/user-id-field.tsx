import { UserId } from "@roster/contract";
import { type Ref, useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { addUserTexts } from "@/features/users/add/texts";
import { AppLink } from "@/features/apps/app-link";

/** Why an id is invalid; undefined if it is valid. */
export const userIdError = (id: string) => UserId.safeParse(id).error?.issues[0]?.message;

interface IdFieldProps {
  id: string;
  onChange: (id: string) => void;
  /** The id that the server rejected because it already exists. */
  takenId: string | undefined;
  /** After the first submission, an empty id is an error too. */
  isSubmitted: boolean;
  ref: Ref<HTMLInputElement>;
}

export function IdField({ id, onChange, takenId, isSubmitted, ref }: IdFieldProps) {
  const [isLeft, setLeft] = useState(false);
  const rule = userIdError(id);
  const isTaken = takenId !== undefined && takenId === id;
  const isInvalid = rule !== undefined && (id !== "" || isSubmitted || isLeft);
  return (
    <Field
      id="id"
      label={addUserTexts.id}
      hint={addUserTexts.idRule}
      error={isTaken ? <IdTaken id={id} /> : isInvalid && addUserTexts.idInvalid(rule)}
    >
      <Input
        id="id"
        ref={ref}
        value={id}
        placeholder={addUserTexts.idExample}
        spellCheck={false}
        autoCapitalize="off"
        aria-required
        aria-invalid={isTaken || isInvalid}
        aria-describedby="id-error id-hint"
        className="font-mono"
        onChange={({ target }) => onChange(target.value)}
        onBlur={() => setLeft(id !== "")}
      />
    </Field>
  );
}

/** The error for an existing id, with a link to its user. */
export function IdTaken({ id }: { id: string }) {
  return (
    <>
      {addUserTexts.taken(id)}{" "}
      <AppLink
        href={`/users/${id}`}
        className="rounded-sm font-medium underline underline-offset-3"
      >
        {addUserTexts.viewTaken}
      </AppLink>
    </>
  );
}
