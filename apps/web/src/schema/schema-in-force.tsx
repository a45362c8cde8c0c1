"use client";
import type { CheckDataSchemaResult, DataSchema, JsonObject } from "@roster/contract";
import { Pencil } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { FieldError } from "@/components/ui/field";
import { Tabs } from "@/components/ui/tabs";
import { JsonView } from "@/json/json-view";
import { RelativeTime } from "@/time/moment";
import { errorText } from "@/trpc/error-text";
import { Breaches } from "./breaches";
import { RemoveSchema } from "./remove-schema";
import { SchemaFields } from "./schema-fields";
import { useStoredCheck } from "./use-stored-check";

interface SchemaInForceProps {
  dataSchema: DataSchema;
  schema: JsonObject;
  onEdit: () => void;
}

/** What users' data is held to now. */
export function SchemaInForce({ dataSchema, schema, onEdit }: SchemaInForceProps) {
  const { version, appliesTo, createdAt } = dataSchema;
  const [view, setView] = useState("fields");
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-sm text-muted">
          Version {version}, set <RelativeTime at={createdAt} />,{" "}
          {appliesTo === "allUsers"
            ? "when every stored user kept to it."
            : "for new writes: stored users may break it."}
        </p>
        <CheckStored />
      </div>
      <Tabs
        label="Views of the schema"
        value={view}
        onChange={setView}
        tabs={[
          {
            value: "fields",
            label: "Fields",
            panel: <SchemaFields schema={schema} />,
            actions: <Actions schema={schema} onEdit={onEdit} />,
          },
          {
            value: "json",
            label: "JSON",
            panel: <JsonView data={schema} label="Schema as JSON" />,
            actions: <Actions schema={schema} onEdit={onEdit} />,
          },
        ]}
      />
    </div>
  );
}

function Actions({ schema, onEdit }: { schema: JsonObject; onEdit: () => void }) {
  return (
    <>
      <CopyButton text={JSON.stringify(schema, null, 2)} label="Copy the schema" />
      <RemoveSchema />
      <Button size="small" onClick={onEdit}>
        <Pencil aria-hidden />
        Edit
      </Button>
    </>
  );
}

/** Looks at all stored users, which is done when it is asked for alone. */
function CheckStored() {
  const { isChecking, check } = useStoredCheck();
  const [found, setFound] = useState<CheckDataSchemaResult>();
  const [error, setError] = useState<string>();

  async function look() {
    setError(undefined);
    try {
      setFound(await check());
    } catch (cause) {
      setError(errorText(cause));
    }
  }

  return (
    <>
      <Button size="small" isBusy={isChecking} onClick={() => void look()}>
        Check stored users
      </Button>
      <div className="w-full empty:hidden">
        {found && <Breaches {...found} />}
        <FieldError id="check-error">{error}</FieldError>
      </div>
    </>
  );
}
