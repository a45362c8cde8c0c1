"use client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { ListChecks } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { PageHeader } from "@/components/page-header";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Allowed } from "@/features/access/access";
import { useTRPC } from "@/lib/trpc/client";
import { schemaTextOf } from "@/lib/trpc/data-text";
import { schemaTexts } from "@/features/schema/texts";
import { SchemaHistory } from "./schema-history";
import { ActiveSchema } from "./active-schema";
import { starterSchema } from "./schema-rows";

const EditSchema = dynamic(() => import("./edit-schema").then((module) => module.EditSchema), {
  loading: () => <div className="skeleton h-96 rounded-2xl" aria-hidden />,
});

export function SchemaPage() {
  const trpc = useTRPC();
  const { data: dataSchema } = useSuspenseQuery(trpc.apps.getDataSchema.queryOptions());
  const { data: history } = useSuspenseQuery(trpc.apps.listDataSchemas.queryOptions({}));
  const [isEditing, setEditing] = useState(false);
  const schema = dataSchema?.schema;
  const json = schemaTextOf(dataSchema);
  return (
    <>
      <PageHeader title={schemaTexts.title} description={schemaTexts.description} />
      <div className="grid gap-6">
        {isEditing && (
          <EditSchema
            start={json ?? JSON.stringify(starterSchema)}
            onDone={() => setEditing(false)}
          />
        )}
        {!isEditing && dataSchema && schema && json !== undefined && (
          <ActiveSchema
            // Resets the state when another version becomes active.
            key={dataSchema.version}
            dataSchema={dataSchema}
            schema={schema}
            json={json}
            onEdit={() => setEditing(true)}
          />
        )}
        {!isEditing && !schema && (
          <div className="rounded-2xl border bg-surface">
            <EmptyState
              icon={ListChecks}
              title={schemaTexts.none.title}
              actions={
                <Allowed to="apps.setDataSchema">
                  <Button variant="primary" onClick={() => setEditing(true)}>
                    {schemaTexts.none.write}
                  </Button>
                </Allowed>
              }
            >
              {schemaTexts.none.description}
            </EmptyState>
          </div>
        )}
        {history.versions.length > 0 && <SchemaHistory />}
      </div>
    </>
  );
}
