import { UserId } from "@roster/contract";
import { type Ref, useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { addUserTexts } from "@/features/users/add/texts";
import { AppLink } from "@/features/apps/app-link";

/** How an id breaks the rule of ids; undefined for one that does not. */
export const userIdError = (id: string) => UserId.safeParse(id).error?.issues[0]?.message;

interface IdFieldProps {
  id: string;
  onChange: (id: string) => void;
  /** An id that was refused because somebody has it. */
  takenId: string | undefined;
  /** It was to be sent: from now on an empty id is wrong as well. */
  isSubmitted: boolean;
  ref: Ref<HTMLInputElement>;
}

export function IdField({ id, onChange, takenId, isSubmitted, ref }: IdFieldProps) {
  const [isLeft, setLeft] = useState(false);
  const rule = userIdError(id);
  const isTaken = takenId !== undefined && takenId === id;
  const isBroken = rule !== undefined && (id !== "" || isSubmitted || isLeft);
  return (
    <Field
      id="id"
      label={addUserTexts.id}
      hint={addUserTexts.idRule}
      error={isTaken ? <IdTaken id={id} /> : isBroken && addUserTexts.idInvalid(rule)}
    >
      <Input
        id="id"
        ref={ref}
        value={id}
        placeholder={addUserTexts.idExample}
        spellCheck={false}
        autoCapitalize="off"
        aria-required
        aria-invalid={isTaken || isBroken}
        aria-describedby="id-error id-hint"
        className="font-mono"
        onChange={({ target }) => onChange(target.value)}
        onBlur={() => setLeft(id !== "")}
      />
    </Field>
  );
}

/** The conflict, at the id, and the way to the user who has it. */
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
