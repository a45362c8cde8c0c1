"use client";
import { UserId } from "@roster/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toaster";
import { DataField } from "@/json/data-field";
import { useTRPC } from "@/trpc/client";
import { isRosterError } from "@/trpc/roster-error";
import { GetOrCreateSwitch } from "./get-or-create-switch";
import { IdTaken } from "./id-taken";
import { useDataProblems } from "./data-problems";
import { useUnsavedGuard } from "./unsaved-guard";

const EMPTY_DATA = '{\n  "name": ""\n}';

export function AddUserForm() {
  const [round, setRound] = useState(0);
  // A new round is a new form: nothing of the user before is left in it.
  return <Form key={round} isFirst={round === 0} onAnother={() => setRound(round + 1)} />;
}

function Form({ isFirst, onAnother }: { isFirst: boolean; onAnother: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const add = useMutation(trpc.users.add.mutationOptions());
  const [id, setId] = useState("");
  const [isTouched, setTouched] = useState(false);
  const [takenId, setTakenId] = useState<string>();
  const [text, setText] = useState(EMPTY_DATA);
  const [getOrCreate, setGetOrCreate] = useState(false);
  const { problems, error, clear, read, refuse } = useDataProblems();
  const idInput = useRef<HTMLInputElement>(null);
  useUnsavedGuard(!add.isSuccess && (id !== "" || text !== EMPTY_DATA));

  const rule = UserId.safeParse(id).error?.issues[0]?.message;
  const idError =
    takenId !== undefined ? (
      <IdTaken id={takenId} />
    ) : (
      rule && (id !== "" || isTouched) && `The id ${rule}`
    );

  async function submit(event: FormEvent, onAdded: (id: string) => void) {
    event.preventDefault();
    setTouched(true);
    const data = await read(text);
    if (rule !== undefined) return idInput.current?.focus();
    if (!data) return undefined;
    try {
      const { user, created } = await add.mutateAsync({ id, data, getOrCreate });
      void queries.invalidateQueries(trpc.users.list.pathFilter());
      if (created) toast.success("Added", `${user.id} is on the roster.`);
      else toast.success("Found, unchanged", `${user.id} was on the roster already.`);
      return onAdded(user.id);
    } catch (cause) {
      if (!isRosterError(cause, "CONFLICT")) return refuse(text, cause);
      setTakenId(id);
      return idInput.current?.focus();
    }
  }

  return (
    <form
      onSubmit={(event) => void submit(event, (added) => router.push(`/users/${added}`))}
      className="grid gap-6 rounded-2xl border bg-surface p-5 sm:p-6"
      noValidate
    >
      <Field
        id="id"
        label="Id"
        hint="1 to 255 letters, digits, dashes or underscores"
        error={idError}
      >
        <Input
          id="id"
          ref={idInput}
          value={id}
          placeholder="john-doe"
          autoFocus={!isFirst}
          spellCheck={false}
          autoCapitalize="off"
          aria-invalid={Boolean(idError)}
          aria-describedby="id-error id-hint"
          className="font-mono"
          onChange={({ target }) => {
            setId(target.value);
            setTakenId(undefined);
          }}
          onBlur={() => setTouched(id !== "")}
        />
      </Field>
      <DataField
        id="data"
        label="Data"
        hint="Any JSON object; kept exactly as it is"
        initialText={EMPTY_DATA}
        onChange={(changed) => {
          setText(changed);
          clear();
        }}
        problems={problems}
        error={error}
      />
      <GetOrCreateSwitch isOn={getOrCreate} onChange={setGetOrCreate} />
      <div className="flex flex-wrap justify-end gap-2 border-t pt-5">
        <Button disabled={add.isPending} onClick={(event) => void submit(event, onAnother)}>
          Add, and another
        </Button>
        <Button type="submit" look="primary" isBusy={add.isPending}>
          Add user
        </Button>
      </div>
    </form>
  );
}
