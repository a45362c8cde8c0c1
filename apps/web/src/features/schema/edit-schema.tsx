"use client";
import { isRosterError } from "@roster/client";
import type { SchemaViolations } from "@roster/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { Card } from "@/components/card";
import { Button } from "@/components/ui/button";
import { Switch } from "@/components/ui/switch";
import { toast } from "@/components/ui/toast";
import { JsonField } from "@/features/json/json-field";
import { UnsavedChangesGuard } from "@/features/shell/unsaved-changes-guard";
import { useTRPC } from "@/lib/trpc/client";
import { schemaTexts } from "@/features/schema/texts";
import { SchemaViolationList } from "./schema-violation-list";
import { useSchemaDraft } from "./use-schema-draft";
import { useCheckStoredUsers } from "./use-check-stored-users";

interface EditSchemaProps {
  /** The token of the initial schema. */
  start: string;
  onDone: () => void;
}

const texts = schemaTexts.edit;

interface CheckResult {
  readonly breaches: SchemaViolations;
  readonly checked?: number;
}

/** The draft, the check of stored users, and the activation. */
function useEditSchema({ start, onDone }: EditSchemaProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const set = useMutation(trpc.apps.setDataSchema.mutationOptions());
  const draft = useSchemaDraft(start);
  const [isNewOnly, setNewOnly] = useState(false);
  const { isChecking, check } = useCheckStoredUsers();
  const [result, setResult] = useState<CheckResult>();

  async function preview() {
    const schema = await draft.read();
    if (!schema) return;
    try {
      setResult(await check(schema));
    } catch (cause) {
      await draft.showError(cause);
    }
  }

  async function save(event: SubmitEvent) {
    event.preventDefault();
    const schema = await draft.read();
    if (!schema) return;
    try {
      const appliesTo = isNewOnly ? "newWrites" : "allUsers";
      const { dataSchema } = await set.mutateAsync({ schema, appliesTo });
      await queries.invalidateQueries(trpc.apps.pathFilter());
      toast.success(texts.saved, texts.savedAs(dataSchema.version));
      onDone();
    } catch (cause) {
      const details = isRosterError(cause, "INVALID") ? cause.data.details : undefined;
      if (details?.breaches) setResult({ breaches: details.breaches });
      else await draft.showError(cause);
    }
  }

  function edit(text: string) {
    draft.setText(text);
    setResult(undefined);
  }

  const isSaving = set.isPending;
  const isUnsaved = draft.isChanged && !set.isSuccess;
  return {
    draft,
    edit,
    preview,
    isChecking,
    save,
    isSaving,
    isUnsaved,
    isNewOnly,
    setNewOnly,
    result,
  };
}

/** The schema editor. It shows users that violate the schema on request, and when activation is rejected. */
export function EditSchema(props: EditSchemaProps) {
  const editing = useEditSchema(props);
  const { draft, result } = editing;
  return (
    <Card title={texts.title}>
      <UnsavedChangesGuard isUnsaved={editing.isUnsaved} />
      <form onSubmit={(event) => void editing.save(event)} className="grid gap-5 p-5" noValidate>
        <JsonField
          id="schema"
          label={texts.label}
          hint={texts.hint}
          initialText={draft.initialText}
          text={draft.text}
          onChange={editing.edit}
          problems={draft.problems}
          error={draft.error}
        />
        {result && <SchemaViolationList {...result} />}
        <NewWritesSwitch isOn={editing.isNewOnly} onChange={editing.setNewOnly} />
        <div className="flex flex-wrap justify-end gap-2 border-t pt-5">
          <Button
            className="mr-auto"
            isBusy={editing.isChecking}
            onClick={() => void editing.preview()}
          >
            {schemaTexts.check}
          </Button>
          <Button onClick={props.onDone} disabled={editing.isSaving}>
            {texts.cancel}
          </Button>
          <Button type="submit" variant="primary" isBusy={editing.isSaving}>
            {texts.save}
          </Button>
        </div>
      </form>
    </Card>
  );
}

interface NewWritesSwitchProps {
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}

function NewWritesSwitch({ isOn, onChange }: NewWritesSwitchProps) {
  return (
    <div className="flex items-start justify-between gap-6">
      <div>
        <label htmlFor="new-only" id="new-only-label" className="text-sm font-medium">
          {texts.newOnly}
        </label>
        <p id="new-only-hint" className="text-sm text-muted">
          {texts.newOnlyHint}
        </p>
      </div>
      <Switch id="new-only" isOn={isOn} onChange={onChange} describedBy="new-only-hint" />
    </div>
  );
}
