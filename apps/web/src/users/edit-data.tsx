"use client";
import type { User } from "@roster/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { Card } from "@/components/card";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { DataField } from "@/json/data-field";
import { useTRPC } from "@/trpc/client";
import { useDataProblems } from "./data-problems";
import { useUnsavedGuard } from "./unsaved-guard";

export function EditData({ user, onDone }: { user: User; onDone: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const update = useMutation(trpc.users.update.mutationOptions());
  const [initialText] = useState(() => JSON.stringify(user.data, null, 2));
  const [text, setText] = useState(initialText);
  const { problems, error, clear, read, refuse } = useDataProblems();
  const isChanged = text !== initialText;
  useUnsavedGuard(isChanged);

  async function save(event: SubmitEvent) {
    event.preventDefault();
    const data = await read(text);
    if (!data) return;
    try {
      const saved = await update.mutateAsync({ id: user.id, data });
      queries.setQueryData(trpc.users.get.queryKey({ id: user.id }), saved);
      void queries.invalidateQueries(trpc.users.list.pathFilter());
      toast.success("Saved", `${user.id} is now version ${saved.version}.`);
      onDone();
    } catch (cause) {
      await refuse(text, cause);
    }
  }

  return (
    <Card title="Edit data">
      <form onSubmit={(event) => void save(event)} className="grid gap-4 p-5" noValidate>
        <DataField
          id="data"
          label="Data as JSON"
          hint="What you save replaces the data whole."
          initialText={initialText}
          onChange={(changed) => {
            setText(changed);
            clear();
          }}
          problems={problems}
          error={error}
        />
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onDone} disabled={update.isPending}>
            Cancel
          </Button>
          <Button type="submit" look="primary" disabled={!isChanged} isBusy={update.isPending}>
            Save
          </Button>
        </div>
      </form>
    </Card>
  );
}
