"use client";
import { isRosterError } from "@roster/client";
import type { SchemaViolations } from "@roster/contract";
import type { JsonObject } from "@roster/contract/json";
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
  /** What the editor begins with. */
  start: JsonObject;
  onDone: () => void;
}

const texts = schemaTexts.edit;

interface CheckResult {
  readonly breaches: SchemaViolations;
  readonly checked?: number;
}

/** A schema as it is written; who would break it is told before it is put in force, and when it is refused. */
export function EditSchema({ start, onDone }: EditSchemaProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const set = useMutation(trpc.apps.setDataSchema.mutationOptions());
  const text = useSchemaDraft(start);
  const [isNewOnly, setNewOnly] = useState(false);
  const { isChecking, check } = useCheckStoredUsers();
  const [found, setFound] = useState<CheckResult>();

  async function preview() {
    const schema = await text.read();
    if (!schema) return;
    try {
      setFound(await check(schema));
    } catch (cause) {
      await text.refuse(cause);
    }
  }

  async function save(event: SubmitEvent) {
    event.preventDefault();
    const schema = await text.read();
    if (!schema) return;
    try {
      const appliesTo = isNewOnly ? "newWrites" : "allUsers";
      const { dataSchema } = await set.mutateAsync({ schema, appliesTo });
      await queries.invalidateQueries(trpc.apps.pathFilter());
      toast.success(texts.saved, texts.savedAs(dataSchema.version));
      onDone();
    } catch (cause) {
      const details = isRosterError(cause, "INVALID") ? cause.data.details : undefined;
      if (details?.breaches) setFound({ breaches: details.breaches });
      else await text.refuse(cause);
    }
  }

  return (
    <Card title={texts.title}>
      <UnsavedChangesGuard isUnsaved={text.isChanged && !set.isSuccess} />
      <form onSubmit={(event) => void save(event)} className="grid gap-5 p-5" noValidate>
        <JsonField
          id="schema"
          label={texts.label}
          hint={texts.hint}
          initialText={text.initialText}
          text={text.text}
          onChange={(typed) => {
            text.type(typed);
            setFound(undefined);
          }}
          problems={text.problems}
          error={text.error}
        />
        {found && <SchemaViolationList {...found} />}
        <NewWritesSwitch isOn={isNewOnly} onChange={setNewOnly} />
        <div className="flex flex-wrap justify-end gap-2 border-t pt-5">
          <Button className="mr-auto" isBusy={isChecking} onClick={() => void preview()}>
            {schemaTexts.check}
          </Button>
          <Button onClick={onDone} disabled={set.isPending}>
            {texts.cancel}
          </Button>
          <Button type="submit" variant="primary" isBusy={set.isPending}>
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
