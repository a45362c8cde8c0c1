"use client";
import { focusOnMount } from "@/lib/focus-on-mount";
import { Button } from "@/components/ui/button";
import { importTexts } from "@/features/import/texts";
import { ImportCountList } from "./import-counts";
import { type ImportProgress, totalLines } from "./run-import";

const texts = importTexts.running;

interface ImportProgressViewProps {
  isDryRun: boolean;
  progress: ImportProgress;
  onCancel: () => void;
}

/** The progress, speed and results so far. */
export function ImportProgressView({ isDryRun, progress, onCancel }: ImportProgressViewProps) {
  const { counts, fraction, seconds } = progress;
  const done = totalLines(counts);
  const percent = Math.floor(fraction * 100);
  const left = (seconds / Math.max(fraction, 0.001)) * (1 - fraction);
  const rateText = texts.rate(done, done / Math.max(seconds, 0.001));
  return (
    <section className="grid gap-4 rounded-2xl border bg-surface p-5">
      <h2 className="font-semibold">{isDryRun ? texts.dryRun : texts.importing}</h2>
      <div
        role="progressbar"
        aria-label={texts.progress}
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuetext={rateText}
        className="h-2 overflow-hidden rounded-full bg-hover"
      >
        <div
          className="h-full origin-left bg-accent transition-transform"
          style={{ transform: `scaleX(${fraction})` }}
        />
      </div>
      <p className="flex flex-wrap justify-between gap-x-4 text-sm text-muted tabular-nums">
        <span>{rateText}</span>
        <span>{fraction < 1 && texts.left(left)}</span>
      </p>
      <ImportCountList counts={counts} isDryRun={isDryRun} />
      <div className="flex justify-end border-t pt-5">
        <Button ref={focusOnMount} onClick={onCancel}>
          {texts.cancel}
        </Button>
      </div>
    </section>
  );
}
