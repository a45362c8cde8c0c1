"use client";
import type { User } from "@roster/contract";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import type { SubmitEvent } from "react";
import { Card } from "@/components/card";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { DataEditor } from "@/data-form/data-editor";
import { useDataEditor } from "@/data-form/use-data-editor";
import { useTRPC } from "@/trpc/client";
import { useUnsavedGuard } from "./unsaved-guard";

export function EditData({ user, onDone }: { user: User; onDone: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const update = useMutation(trpc.users.update.mutationOptions());
  const { data: dataSchema } = useSuspenseQuery(trpc.apps.getDataSchema.queryOptions());
  const schema = dataSchema?.schema ?? null;
  const editor = useDataEditor({ schema, initial: user.data });
  useUnsavedGuard(editor.isChanged);

  async function save(event: SubmitEvent) {
    event.preventDefault();
    const data = await editor.read();
    if (!data) return;
    try {
      const saved = await update.mutateAsync({ id: user.id, data });
      queries.setQueryData(trpc.users.get.queryKey({ id: user.id }), saved);
      void queries.invalidateQueries(trpc.users.list.pathFilter());
      toast.success("Saved", `${user.id} is now version ${saved.version}.`);
      onDone();
    } catch (cause) {
      await editor.refuse(cause);
    }
  }

  return (
    <Card title="Edit data">
      <form onSubmit={(event) => void save(event)} className="grid gap-4 p-5" noValidate>
        <DataEditor
          editor={editor}
          hasForm={schema !== null}
          label="Data as JSON"
          hint="What you save replaces the data whole."
        />
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onDone} disabled={update.isPending}>
            Cancel
          </Button>
          <Button
            type="submit"
            look="primary"
            disabled={!editor.isChanged}
            isBusy={update.isPending}
          >
            Save
          </Button>
        </div>
      </form>
    </Card>
  );
}
