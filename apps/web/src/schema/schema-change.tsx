"use client";
import type { JsonObject } from "@roster/contract";
import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { JsonView } from "@/json/json-view";
import { useTRPC } from "@/trpc/client";
import { errorText } from "@/trpc/error-text";

const JsonDiff = dynamic(() => import("@/json/json-diff").then((module) => module.JsonDiff), {
  ssr: false,
  loading: () => <div className="skeleton h-24" aria-hidden />,
});

/** A version's schema beside the one before it. */
export function SchemaChange({ version }: { version: number }) {
  const trpc = useTRPC();
  const after = useQuery(trpc.apps.getDataSchema.queryOptions({ version }));
  const before = useQuery(
    trpc.apps.getDataSchema.queryOptions({ version: version - 1 }, { enabled: version > 1 }),
  );
  const error = after.error ?? before.error;
  if (error) return <p className="text-sm text-danger">{errorText(error)}</p>;
  if (after.isPending || (version > 1 && before.isPending)) {
    return <div className="skeleton h-24" aria-hidden />;
  }
  const [schema, former] = [after.data?.schema, before.data?.schema];
  if (!schema) return <p className="text-sm text-muted">From here on data was free-form.</p>;
  if (!former) {
    return (
      <>
        <p className="text-sm text-muted">Data was free-form before.</p>
        <div className="overflow-hidden rounded-lg border">
          <JsonView data={schema} label={`Changes of version ${version}`} />
        </div>
      </>
    );
  }
  const texts = { before: write(former), after: write(schema) };
  if (texts.before === texts.after) {
    return <p className="text-sm text-muted">The same schema; only whom it is for has changed.</p>;
  }
  return <JsonDiff {...texts} label={`Changes of version ${version}`} />;
}

const write = (schema: JsonObject): string => JSON.stringify(schema, null, 2);
