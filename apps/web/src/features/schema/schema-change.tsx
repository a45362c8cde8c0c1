"use client";
import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { formatJson } from "@/features/json/format-json";
import { JsonView } from "@/features/json/json-view";
import { useTRPC } from "@/lib/trpc/client";
import { schemaTextOf } from "@/lib/trpc/data-text";
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
  const [schema, previous] = [schemaTextOf(after.data), schemaTextOf(before.data)];
  if (schema === undefined) return <p className="text-sm text-muted">{texts.freeForm}</p>;
  if (previous === undefined) {
    return (
      <>
        <p className="text-sm text-muted">{texts.freeFormBefore}</p>
        <div className="overflow-hidden rounded-lg border">
          <JsonView json={schema} label={texts.changesOf(version)} />
        </div>
      </>
    );
  }
  const sides = { before: formatJson(previous), after: formatJson(schema) };
  if (sides.before === sides.after) {
    return <p className="text-sm text-muted">{texts.isSame}</p>;
  }
  return <JsonDiff {...sides} label={texts.changesOf(version)} />;
}
