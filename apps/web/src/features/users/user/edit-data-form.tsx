"use client";
import { dataTextOf } from "@roster/contract/json";
import type { User } from "@/lib/trpc/user";
import { useSuspenseQuery } from "@tanstack/react-query";
import type { SubmitEvent } from "react";
import { Card } from "@/components/card";
import { Button } from "@/components/ui/button";
import { DataEditor } from "@/features/data-form/data-editor";
import { useDataEditor } from "@/features/data-form/use-data-editor";
import { UnsavedChangesGuard } from "@/features/shell/unsaved-changes-guard";
import { componentTexts } from "@/components/texts";
import { userTexts } from "@/features/users/user/texts";
import { useTRPC } from "@/lib/trpc/client";

interface EditDataFormProps {
  /** The version that editing started from. */
  before: User;
  /** The token of the editor's initial data. */
  start: string;
  /** The newest version known to this page. */
  newest: User;
  isBusy: boolean;
  /** Rejects with the server's error. */
  onSave: (data: string) => Promise<void>;
  onCancel: () => void;
}

export function EditDataForm(props: EditDataFormProps) {
  const { before, start, newest, isBusy, onSave, onCancel } = props;
  const trpc = useTRPC();
  const { data: dataSchema } = useSuspenseQuery(trpc.apps.getDataSchema.queryOptions());
  const schema = dataSchema?.schema ?? null;
  const editor = useDataEditor({ schema, initial: start });
  const isChanged = editor.isChanged || start !== dataTextOf(before);

  async function save(event: SubmitEvent) {
    event.preventDefault();
    const data = await editor.read();
    if (data === undefined) return;
    try {
      await onSave(data);
    } catch (cause) {
      await editor.showServerError(cause);
    }
  }

  return (
    <Card title={userTexts.editData}>
      <UnsavedChangesGuard isUnsaved={isChanged} />
      <form onSubmit={(event) => void save(event)} className="grid gap-4 p-5" noValidate>
        {newest.version > before.version && (
          <p role="status" className="rounded-lg bg-notice-soft px-3 py-2 text-sm text-notice">
            {userTexts.newer(newest.version)}
          </p>
        )}
        <DataEditor
          editor={editor}
          hasSchema={schema !== null}
          label={userTexts.dataJson}
          hint={userTexts.replacesAll}
        />
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onCancel} disabled={isBusy}>
            {componentTexts.cancel}
          </Button>
          <Button type="submit" variant="primary" disabled={!isChanged} isBusy={isBusy}>
            {userTexts.save}
          </Button>
        </div>
      </form>
    </Card>
  );
}
