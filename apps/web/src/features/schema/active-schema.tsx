"use client";
import type { CheckDataSchemaResult, DataSchema } from "@roster/contract";
import type { JsonObject, Wire } from "@roster/contract/json";
import { Pencil } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { FieldError } from "@/components/ui/field";
import { Tabs } from "@/components/ui/tabs";
import { Allowed } from "@/features/access/access";
import { formatJson } from "@/features/json/format-json";
import { JsonView } from "@/features/json/json-view";
import { RelativeTime } from "@/components/time";
import { errorMessage } from "@/lib/trpc/error-message";
import { schemaTexts } from "@/features/schema/texts";
import { SchemaViolationList } from "./schema-violation-list";
import { RemoveSchema } from "./remove-schema";
import { SchemaFields } from "./schema-fields";
import { useCheckStoredUsers } from "./use-check-stored-users";

const texts = schemaTexts.active;

interface ActiveSchemaProps {
  dataSchema: Wire<DataSchema>;
  schema: JsonObject;
  /** The token of the schema. */
  json: string;
  onEdit: () => void;
}

/** The active schema. */
export function ActiveSchema({ dataSchema, schema, json, onEdit }: ActiveSchemaProps) {
  const { version, appliesTo, createdAt } = dataSchema;
  const [view, setView] = useState("fields");
  const when = <RelativeTime at={createdAt} />;
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-sm text-muted">
          {appliesTo === "allUsers" ? texts.forAll(version, when) : texts.forNew(version, when)}
        </p>
        <Allowed to="apps.checkDataSchema">
          <CheckStoredUsers />
        </Allowed>
      </div>
      <Tabs
        label={texts.views}
        value={view}
        onChange={setView}
        tabs={[
          {
            value: "fields",
            label: texts.fields,
            panel: <SchemaFields schema={schema} />,
            actions: <SchemaActions json={json} onEdit={onEdit} />,
          },
          {
            value: "json",
            label: texts.json,
            panel: <JsonView json={json} label={texts.asJson} />,
            actions: <SchemaActions json={json} onEdit={onEdit} />,
          },
        ]}
      />
    </div>
  );
}

function SchemaActions({ json, onEdit }: { json: string; onEdit: () => void }) {
  return (
    <>
      <CopyButton text={formatJson(json)} label={texts.copy} />
      <Allowed to="apps.removeDataSchema">
        <RemoveSchema />
      </Allowed>
      <Allowed to="apps.setDataSchema">
        <Button size="small" onClick={onEdit}>
          <Pencil aria-hidden />
          {texts.edit}
        </Button>
      </Allowed>
    </>
  );
}

/** Checks all stored users, only on request. */
function CheckStoredUsers() {
  const { isChecking, check } = useCheckStoredUsers();
  const [result, setResult] = useState<CheckDataSchemaResult>();
  const [error, setError] = useState<string>();

  async function runCheck() {
    setError(undefined);
    try {
      setResult(await check());
    } catch (cause) {
      setError(errorMessage(cause));
    }
  }

  return (
    <>
      <Button size="small" isBusy={isChecking} onClick={() => void runCheck()}>
        {schemaTexts.check}
      </Button>
      <div className="w-full empty:hidden">
        {result && <SchemaViolationList {...result} />}
        <FieldError id="check-error">{error}</FieldError>
      </div>
    </>
  );
}
