"use client";
import type { ProcedureDescription } from "@roster/api";
import { Play } from "lucide-react";
import { type SubmitEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { DataEditor } from "@/features/data-form/data-editor";
import { useDataEditor } from "@/features/data-form/use-data-editor";
import { playgroundTexts } from "@/features/playground/texts";

interface ProcedureFormProps {
  procedure: ProcedureDescription;
  /** The token of the initial input. */
  initial: string;
  isRunning: boolean;
  /** The token of the input, or null if the procedure takes none. */
  onRun: (input: string | null) => void;
  onReset: () => void;
}

/** The input as a form or as JSON. The server validates it. */
export function ProcedureForm(props: ProcedureFormProps) {
  const { procedure, initial, isRunning, onRun, onReset } = props;
  const { path, input, isDestructive } = procedure;
  const editor = useDataEditor({ schema: input, initial });
  /** The call that waits for confirmation. */
  const [pendingCall, setPendingCall] = useState<{ readonly input: string | null }>();

  async function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const value = input === null ? null : await editor.read();
    if (value === undefined) return;
    if (isDestructive) setPendingCall({ input: value });
    else onRun(value);
  }

  return (
    <form
      onSubmit={(event) => void submit(event)}
      className="grid gap-5 rounded-2xl border bg-surface p-5"
      noValidate
    >
      {input === null ? (
        <p className="text-sm text-muted">{playgroundTexts.noInput}</p>
      ) : (
        <DataEditor
          editor={editor}
          hasSchema
          label={playgroundTexts.input}
          hint={playgroundTexts.inputHint}
        />
      )}
      <div className="flex flex-row-reverse flex-wrap gap-2 border-t pt-4">
        <Button type="submit" variant="primary" isBusy={isRunning}>
          {!isRunning && <Play aria-hidden />}
          {playgroundTexts.run}
        </Button>
        {input !== null && (
          <Button variant="ghost" onClick={onReset}>
            {playgroundTexts.reset}
          </Button>
        )}
      </div>
      <ConfirmDialog
        isOpen={pendingCall !== undefined}
        onOpenChange={(isOpen) => !isOpen && setPendingCall(undefined)}
        title={playgroundTexts.confirm.title(path)}
        action={playgroundTexts.confirm.action}
        isBusy={false}
        error={undefined}
        onConfirm={() => {
          if (pendingCall) onRun(pendingCall.input);
          setPendingCall(undefined);
        }}
      >
        {playgroundTexts.confirm.description}
      </ConfirmDialog>
    </form>
  );
}
