"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTRPC } from "@/lib/trpc/client";
import { errorMessage } from "@/lib/trpc/error-message";
import { useUnbatchedClient } from "@/lib/trpc/unbatched-client";
import type { ImportSettings } from "./import-settings";
import { createRejectedLines, type RejectedLines } from "./rejected-lines";
import { type ImportProgress, runImport } from "./run-import";

const PROGRESS_INTERVAL_MS = 250;

export type ImportState =
  | { readonly step: "idle" }
  | { readonly step: "running"; readonly isDryRun: boolean; readonly progress: ImportProgress }
  | {
      readonly step: "finished";
      readonly isDryRun: boolean;
      readonly progress: ImportProgress;
      readonly rejectedLines: RejectedLines;
      readonly outcome: "completed" | "cancelled" | { readonly error: string };
    };

const idle: ImportState = { step: "idle" };

/** Runs one import at a time, and aborts it when the page is left. */
export function useImport(file: File) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const client = useUnbatchedClient();
  const [state, setState] = useState(idle);
  const abortController = useRef<AbortController>(undefined);
  useEffect(() => () => abortController.current?.abort(), []);

  async function start(settings: ImportSettings, { isDryRun }: { isDryRun: boolean }) {
    const controller = new AbortController();
    abortController.current = controller;
    const { signal } = controller;
    const rejectedLines = createRejectedLines();
    const run = runImport({ trpc: client, file, settings, isDryRun, rejectedLines, signal });
    const reportProgress = () => setState({ step: "running", isDryRun, progress: run.progress() });
    reportProgress();
    const timer = setInterval(reportProgress, PROGRESS_INTERVAL_MS);
    const outcome = await run.done.then(
      () => "completed" as const,
      (error: unknown) =>
        signal.aborted ? ("cancelled" as const) : { error: errorMessage(error) },
    );
    clearInterval(timer);
    setState({ step: "finished", isDryRun, progress: run.progress(), rejectedLines, outcome });
    if (!isDryRun) await queries.invalidateQueries(trpc.users.pathFilter());
  }

  return {
    state,
    start: (settings: ImportSettings, options: { isDryRun: boolean }) =>
      void start(settings, options),
    cancel: () => abortController.current?.abort(),
    reset: () => setState(idle),
  };
}
