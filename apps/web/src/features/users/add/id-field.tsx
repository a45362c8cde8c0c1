import { UserId } from "@roster/contract";
import { type Ref, useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { addUserTexts } from "@/features/users/add/texts";
import { IdTaken } from "./id-taken";

/** How an id breaks the rule of ids; undefined for one that does not. */
export const brokenRule = (id: string) => UserId.safeParse(id).error?.issues[0]?.message;

interface IdFieldProps {
  id: string;
  onChange: (id: string) => void;
  /** An id that was refused because somebody has it. */
  takenId: string | undefined;
  /** It was to be sent: from now on an empty id is wrong as well. */
  isSent: boolean;
  ref: Ref<HTMLInputElement>;
}

export function IdField({ id, onChange, takenId, isSent, ref }: IdFieldProps) {
  const [isLeft, setLeft] = useState(false);
  const rule = brokenRule(id);
  const isTaken = takenId !== undefined && takenId === id;
  const isBroken = rule !== undefined && (id !== "" || isSent || isLeft);
  return (
    <Field
      id="id"
      label={addUserTexts.id}
      hint={addUserTexts.idRule}
      error={isTaken ? <IdTaken id={id} /> : isBroken && addUserTexts.idBroken(rule)}
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
