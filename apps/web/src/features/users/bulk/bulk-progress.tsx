"use client";
import { useEffect, useSyncExternalStore } from "react";
import { saveFile } from "@/lib/save-file";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { componentTexts } from "@/components/texts";
import { bulkTexts } from "@/features/users/bulk/texts";
import { errorMessage } from "@/lib/trpc/error-message";
import type { BulkRun, UserResult } from "./bulk-run";

interface BulkProgressProps {
  run: BulkRun;
  count: number;
  doneText: (count: number) => string;
  onGoOn: () => void;
  onClose: () => void;
}

/** Shows the progress and results of a bulk operation. */
export function BulkProgress({ run, count, doneText, onGoOn, onClose }: BulkProgressProps) {
  const state = useSyncExternalStore(run.subscribe, run.read);
  const { phase, done, missing, failed, failures, error } = state;
  const seen = done + missing + failed;
  const isRunning = phase === "running" || phase === "stopping";
  // Concurrent changes can make the total differ from the count.
  const most = phase === "ended" ? seen : Math.max(count, seen);

  useEffect(() => {
    if (!isRunning) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [isRunning]);

  return (
    <div className="grid gap-4">
      <div
        role="progressbar"
        aria-label={bulkTexts.progress}
        aria-valuemin={0}
        aria-valuemax={most}
        aria-valuenow={seen}
        className="h-2 overflow-hidden rounded-full bg-line"
      >
        <div
          className="h-full rounded-full bg-accent transition-[width]"
          style={{ width: `${most === 0 ? 100 : (seen / most) * 100}%` }}
        />
      </div>
      <div role="status" className="grid gap-1 text-sm tabular-nums">
        <p className="text-muted">{bulkTexts.phase(phase, { seen, most })}</p>
        <p className="font-medium">{doneText(done)}</p>
        {missing > 0 && <p>{bulkTexts.missing(missing)}</p>}
        {failed > 0 && <p className="text-danger">{bulkTexts.failed(failed)}</p>}
      </div>
      {failures.length > 0 && <BulkFailures failures={failures} count={missing + failed} />}
      <FieldError id="bulk-stopped">{error ? errorMessage(error) : null}</FieldError>
      <div className="flex flex-wrap justify-end gap-2">
        {isRunning ? (
          <Button onClick={run.stop} isBusy={phase === "stopping"}>
            {bulkTexts.stop}
          </Button>
        ) : (
          <>
            {seen > 0 && (
              <Button onClick={() => saveFile(run.results(), "results.ndjson")}>
                {bulkTexts.saveResults}
              </Button>
            )}
            {phase === "stopped" && <Button onClick={onGoOn}>{bulkTexts.resume}</Button>}
            <Button variant="primary" onClick={onClose}>
              {componentTexts.close}
            </Button>
          </>
        )}
      </div>
    </div>
  );
}

interface BulkFailuresProps {
  /** Only the first failures. */
  failures: readonly UserResult[];
  /** The number of all failures. */
  count: number;
}

/** The users that failed, with reasons. */
export function BulkFailures({ failures, count }: BulkFailuresProps) {
  return (
    <div className="grid gap-1.5">
      <ul
        aria-label={bulkTexts.failures}
        tabIndex={0}
        className="max-h-52 divide-y overflow-y-auto rounded-lg border text-sm"
      >
        {failures.map(({ id, status, reason }) => (
          <li key={id} className="px-3 py-2 wrap-anywhere">
            <span className="font-mono text-[0.8125rem] font-medium">{id}</span>
            <span className="block text-muted">
              {status === "missing" ? bulkTexts.isMissing : reason}
            </span>
          </li>
        ))}
      </ul>
      {count > failures.length && (
        <p className="text-xs text-muted">{bulkTexts.moreFailures(count - failures.length)}</p>
      )}
    </div>
  );
}
