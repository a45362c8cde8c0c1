"use client";
import { HistoryMode } from "@roster/contract";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { Card } from "@/components/card";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { toast } from "@/components/ui/toast";
import { useCan } from "@/features/access/access";
import { ReadOnlyNotice } from "@/features/access/read-only-notice";
import { settingsTexts } from "@/features/settings/texts";
import { useTRPC } from "@/lib/trpc/client";
import { errorMessage } from "@/lib/trpc/error-message";
import { HistorySize } from "./history-size";
import { RadioOption } from "./radio-option";

const texts = settingsTexts.history;

/** How much of the changes of the app's users is kept, and how much there is. */
export function HistorySettings() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { data: stats } = useSuspenseQuery(trpc.stats.history.queryOptions());
  const [mode, setMode] = useState(stats.history);
  const canSave = useCan()("apps.setHistory");
  const save = useMutation(
    trpc.apps.setHistory.mutationOptions({
      async onSuccess({ history }) {
        await queries.invalidateQueries(trpc.stats.history.queryFilter());
        toast.success(texts.saved, texts.savedText(texts.modes[history].label));
      },
    }),
  );

  function submit(event: SubmitEvent) {
    event.preventDefault();
    save.mutate({ history: mode });
  }

  return (
    <Card title={texts.title}>
      <HistorySize stats={stats} />
      <form onSubmit={submit} className="grid gap-4 border-t p-5">
        <fieldset disabled={!canSave} className="grid gap-1">
          <legend className="mb-2 text-sm font-medium">{texts.label}</legend>
          {HistoryMode.options.map((option) => (
            <RadioOption
              key={option}
              {...texts.modes[option]}
              id={`history-${option}`}
              name="history"
              isChosen={mode === option}
              onChoose={() => setMode(option)}
            />
          ))}
        </fieldset>
        <p className="text-sm text-muted">{texts.kept}</p>
        <FieldError id="history-error">{save.error && errorMessage(save.error)}</FieldError>
        {canSave ? (
          <Button
            type="submit"
            variant="primary"
            className="justify-self-end"
            isBusy={save.isPending}
            disabled={mode === stats.history}
          >
            {texts.save}
          </Button>
        ) : (
          <ReadOnlyNotice />
        )}
      </form>
    </Card>
  );
}
