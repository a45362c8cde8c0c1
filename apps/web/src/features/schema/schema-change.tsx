"use client";
import type { JsonObject } from "@roster/contract/json";
import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { JsonView } from "@/features/json/json-view";
import { useTRPC } from "@/lib/trpc/client";
import { errorMessage } from "@/lib/trpc/error-message";
import { schemaTexts } from "@/features/schema/texts";

const JsonDiff = dynamic(
  () => import("@/features/json/json-diff").then((module) => module.JsonDiff),
  {
    ssr: false,
    loading: () => <div className="skeleton h-24" aria-hidden />,
  },
);

const texts = schemaTexts.history;

/** The changes from the previous version. */
export function SchemaChange({ version }: { version: number }) {
  const trpc = useTRPC();
  const after = useQuery(trpc.apps.getDataSchema.queryOptions({ version }));
  const before = useQuery(
    trpc.apps.getDataSchema.queryOptions({ version: version - 1 }, { enabled: version > 1 }),
  );
  const error = after.error ?? before.error;
  if (error) return <p className="text-sm text-danger">{errorMessage(error)}</p>;
  if (after.isPending || (version > 1 && before.isPending)) {
    return <div className="skeleton h-24" aria-hidden />;
  }
  const [schema, previous] = [after.data?.schema, before.data?.schema];
  if (!schema) return <p className="text-sm text-muted">{texts.freeForm}</p>;
  if (!previous) {
    return (
      <>
        <p className="text-sm text-muted">{texts.freeFormBefore}</p>
        <div className="overflow-hidden rounded-lg border">
          <JsonView data={schema} label={texts.changesOf(version)} />
        </div>
      </>
    );
  }
  const sides = { before: formatSchema(previous), after: formatSchema(schema) };
  if (sides.before === sides.after) {
    return <p className="text-sm text-muted">{texts.isSame}</p>;
  }
  return <JsonDiff {...sides} label={texts.changesOf(version)} />;
}

const formatSchema = (schema: JsonObject): string => JSON.stringify(schema, null, 2);
