"use client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Card } from "@/components/card";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/time";
import { useTRPC } from "@/lib/trpc/client";
import { schemaTexts } from "@/features/schema/texts";
import { SchemaChange } from "./schema-change";

const texts = schemaTexts.history;

/** The versions of the schema, newest first, with their changes. */
export function SchemaHistory() {
  const trpc = useTRPC();
  const [before, setBefore] = useState<number>();
  const { data } = useSuspenseQuery(
    trpc.apps.listDataSchemas.queryOptions(before === undefined ? {} : { before }),
  );
  const [open, setOpen] = useState<number>();
  const { versions, next } = data;
  return (
    <Card title={texts.title}>
      <ul aria-label={texts.list} className="divide-y">
        {versions.map(({ version, isFreeForm, appliesTo, createdAt }) => (
          <li key={version} className="grid gap-3 px-5 py-3">
            <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 text-sm">
              <p>
                <span className="font-medium">{texts.version(version)}</span>{" "}
                <span className="text-muted">
                  {describe(isFreeForm, appliesTo)}, <RelativeTime at={createdAt} />
                </span>
              </p>
              <Button
                size="small"
                aria-expanded={open === version}
                aria-label={open === version ? texts.hideOf(version) : texts.showOf(version)}
                onClick={() => setOpen(open === version ? undefined : version)}
              >
                {open === version ? texts.hide : texts.show}
              </Button>
            </div>
            {open === version && <SchemaChange version={version} />}
          </li>
        ))}
      </ul>
      {(next !== null || before !== undefined) && (
        <div className="flex gap-2 border-t px-5 py-3">
          {before !== undefined && (
            <Button size="small" onClick={() => setBefore(undefined)}>
              {texts.newest}
            </Button>
          )}
          {next !== null && (
            <Button size="small" onClick={() => setBefore(next)}>
              {texts.older}
            </Button>
          )}
        </div>
      )}
    </Card>
  );
}

function describe(isFreeForm: boolean, appliesTo: string): string {
  if (isFreeForm) return texts.isFreeForm;
  return appliesTo === "allUsers" ? texts.forAll : texts.forNew;
}
