"use client";
import { formatPath } from "@roster/contract/json";
import { Download } from "lucide-react";
import { AppLink } from "@/features/apps/app-link";
import { saveFile } from "@/lib/save-file";
import { focusOnMount } from "@/lib/focus-on-mount";
import { Button, buttonVariants } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { importTexts } from "@/features/import/texts";
import { ImportCountList } from "./import-counts";
import type { RejectedLines } from "./rejected-lines";
import { totalLines } from "./run-import";
import type { ImportState } from "./use-import";

const texts = importTexts.result;

interface ImportResultProps extends Omit<Extract<ImportState, { step: "finished" }>, "step"> {
  fileName: string;
  onChooseAnother: () => void;
  /** Returns to the settings. */
  onBack: () => void;
  /** Starts the import after a dry run. */
  onStart: () => void;
}

/** The result of an import or a dry run. */
export function ImportResult(props: ImportResultProps) {
  const { isDryRun, progress, rejectedLines, outcome } = props;
  return (
    <section className="grid gap-4 rounded-2xl border bg-surface p-5">
      <h2 ref={focusOnMount} tabIndex={-1} className="font-semibold outline-none">
        {titleOf(props)}
      </h2>
      <p role="status" className="text-sm text-muted">
        {texts.took(totalLines(progress.counts), progress.seconds)}
      </p>
      {outcome === "cancelled" && !isDryRun && <p className="text-sm">{texts.resume}</p>}
      {typeof outcome === "object" && (
        <>
          <FieldError id="import-error">{outcome.error}</FieldError>
          {!isDryRun && <p className="text-sm">{texts.resume}</p>}
        </>
      )}
      <ImportCountList counts={progress.counts} isDryRun={isDryRun} />
      {rejectedLines.count() > 0 && (
        <RejectedLineList rejectedLines={rejectedLines} fileName={props.fileName} />
      )}
      <div className="flex flex-wrap justify-end gap-2 border-t pt-5">
        <Button className="mr-auto" onClick={props.onChooseAnother}>
          {importTexts.file.another}
        </Button>
        {isDryRun || outcome !== "completed" ? (
          <>
            <Button onClick={props.onBack}>{texts.back}</Button>
            {isDryRun && outcome === "completed" && (
              <Button variant="primary" onClick={props.onStart}>
                {texts.start}
              </Button>
            )}
          </>
        ) : (
          <AppLink href="/users" className={buttonVariants({ variant: "primary" })}>
            {texts.backToUsers}
          </AppLink>
        )}
      </div>
    </section>
  );
}

function titleOf({ outcome, isDryRun }: ImportResultProps): string {
  if (outcome === "cancelled") return texts.cancelled;
  if (outcome !== "completed") return texts.failed;
  return isDryRun ? texts.dryRun : texts.imported;
}

function RejectedLineList({
  rejectedLines,
  fileName,
}: {
  rejectedLines: RejectedLines;
  fileName: string;
}) {
  const { first } = rejectedLines;
  const count = rejectedLines.count();
  return (
    <div className="grid gap-2.5">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h3 className="text-sm font-medium">
          {texts.rejected}{" "}
          <span className="font-normal text-muted">{texts.first(first.length, count)}</span>
        </h3>
        <Button
          size="small"
          onClick={() => saveFile(rejectedLines.toFile(), `${fileName}.rejected.ndjson`)}
        >
          <Download aria-hidden />
          {texts.download(count)}
        </Button>
      </div>
      <ul
        aria-label={texts.rejected}
        tabIndex={0}
        className="max-h-72 divide-y overflow-y-auto rounded-lg border text-sm"
      >
        {first.map(({ line, issues }) => (
          <li key={line} className="flex gap-4 px-4 py-2">
            <span className="w-24 shrink-0 text-muted tabular-nums">{texts.line(line)}</span>
            <span className="min-w-0 wrap-anywhere">
              {issues
                .map(({ path, message }) => `${formatPath(path)} ${message}`.trim())
                .join("; ")}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
