import { UserId } from "@roster/contract";
import { type Ref, useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { addUserTexts } from "@/features/users/add/texts";
import { AppLink } from "@/features/apps/app-link";

/** Why an id is invalid; undefined if it is valid. */
export const userIdError = (id: string) => UserId.safeParse(id).error?.issues[0]?.message;

/** An id that the server rejected because it exists, in the list or in the trash. */
export interface TakenId {
  readonly id: string;
  readonly isInTrash: boolean;
}

interface IdFieldProps {
  id: string;
  onChange: (id: string) => void;
  taken: TakenId | undefined;
  /** After the first submission, an empty id is an error too. */
  isSubmitted: boolean;
  ref: Ref<HTMLInputElement>;
}

export function IdField({ id, onChange, taken, isSubmitted, ref }: IdFieldProps) {
  const [isLeft, setLeft] = useState(false);
  const rule = userIdError(id);
  const isTaken = taken?.id === id;
  const isInvalid = rule !== undefined && (id !== "" || isSubmitted || isLeft);
  return (
    <Field
      id="id"
      label={addUserTexts.id}
      hint={addUserTexts.idRule}
      error={isTaken ? <IdTaken {...taken} /> : isInvalid && addUserTexts.idInvalid(rule)}
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
export function IdTaken({ id, isInTrash }: TakenId) {
  return (
    <>
      {isInTrash ? addUserTexts.inTrash(id) : addUserTexts.taken(id)}{" "}
      <AppLink
        href={`/users/${id}`}
        className="rounded-sm font-medium underline underline-offset-3"
      >
        {addUserTexts.viewTaken}
      </AppLink>
    </>
  );
}
