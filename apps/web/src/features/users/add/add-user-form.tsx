"use client";
import type { AddUserResult } from "@/lib/trpc/user";
import { type JsonObject, trustedJsonText } from "@roster/contract/json";
import { useMutation } from "@tanstack/react-query";
import { type SubmitEvent, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { DataEditor } from "@/features/data-form/data-editor";
import { initialData } from "@/features/data-form/model/object-properties";
import { useDataEditor } from "@/features/data-form/use-data-editor";
import { UnsavedChangesGuard } from "@/features/shell/unsaved-changes-guard";
import { addUserTexts } from "@/features/users/add/texts";
import { useTRPC } from "@/lib/trpc/client";
import { isRosterError } from "@roster/client";
import { GetOrCreateSwitch } from "./get-or-create-switch";
import { IdField, type TakenId, userIdError } from "./user-id-field";

const freeForm = '{"name":""}';

interface AddUserFormProps {
  /** Later forms focus their first field. */
  isFirst: boolean;
  /** Null if the app has no schema. */
  schema: JsonObject | null;
  /** The token of initial data copied from another user. */
  copied: string | undefined;
  onAdded: (result: AddUserResult, next: { addAnother: boolean }) => void;
}

export function AddUserForm({ isFirst, schema, copied, onAdded }: AddUserFormProps) {
  const trpc = useTRPC();
  const add = useMutation(trpc.users.add.mutationOptions());
  const [id, setId] = useState("");
  const [taken, setTaken] = useState<TakenId>();
  const [isSent, setSent] = useState(false);
  const [initial] = useState(
    () => copied ?? (schema ? JSON.stringify(initialData(schema)) : freeForm),
  );
  const editor = useDataEditor({ schema, initial });
  const [getOrCreate, setGetOrCreate] = useState(false);
  const idInput = useRef<HTMLInputElement>(null);
  const isUnsaved = !add.isSuccess && (id !== "" || editor.isChanged);

  useEffect(() => {
    if (!isFirst) idInput.current?.focus();
  }, [isFirst]);

  async function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const { submitter } = event.nativeEvent;
    setSent(true);
    const isBroken = userIdError(id) !== undefined;
    if (isBroken) idInput.current?.focus(); // immediately, since reading the data may wait for the parser
    const data = await editor.read();
    if (isBroken) return idInput.current?.focus();
    if (data === undefined) return undefined;
    try {
      const result = await add.mutateAsync({ id, data: trustedJsonText(data), getOrCreate });
      return onAdded(result, { addAnother: submitter?.getAttribute("value") === "another" });
    } catch (cause) {
      const isOfId = isRosterError(cause, "CONFLICT") && cause.data.details?.path === undefined;
      if (!isOfId) return editor.showServerError(cause);
      setTaken({ id, isInTrash: cause.data.details?.deletedAt !== undefined });
      return idInput.current?.focus();
    }
  }

  return (
    <form
      // Before hydration, submitting a normal form would reload the page without its query.
      method="dialog"
      onSubmit={(event) => void submit(event)}
      className="grid gap-6 rounded-2xl border bg-surface p-5 sm:p-6"
      noValidate
    >
      <UnsavedChangesGuard isUnsaved={isUnsaved} />
      <IdField id={id} onChange={setId} taken={taken} isSubmitted={isSent} ref={idInput} />
      <DataEditor
        editor={editor}
        hasSchema={schema !== null}
        label={addUserTexts.data}
        hint={schema ? addUserTexts.mustMatchSchema : addUserTexts.anyJson}
      />
      <GetOrCreateSwitch isOn={getOrCreate} onChange={setGetOrCreate} />
      <SubmitButtons isBusy={add.isPending} />
    </form>
  );
}

function SubmitButtons({ isBusy }: { isBusy: boolean }) {
  return (
    <div className="flex flex-row-reverse flex-wrap gap-2 border-t pt-5">
      <Button type="submit" variant="primary" isBusy={isBusy}>
        {addUserTexts.add}
      </Button>
      <Button type="submit" value="another" disabled={isBusy}>
        {addUserTexts.addAnother}
      </Button>
    </div>
  );
}
