"use client";
import { type ReactNode, useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { BulkConfirmation } from "./bulk-confirmation";
import { BulkProgress } from "./bulk-progress";
import type { BulkRun, BulkState } from "./bulk-run";

export interface BulkDialogProps {
  title: string;
  /** The label of the button that starts it. */
  action: string;
  isDanger?: boolean;
  /** The operation changes the users, so a large count must be typed. */
  isChange?: boolean;
  /** The number of users; undefined until counted. */
  count: number | undefined;
  /** Why the users could not be counted, which prevents the start. */
  error: unknown;
  /** Shown before the start. */
  children: ReactNode;
  /** Returns undefined if the input is invalid. */
  onBegin: () => BulkRun | undefined | Promise<BulkRun | undefined>;
  /** Called when the run ends or stops. */
  onEnd: (state: BulkState) => void;
  doneText: (count: number) => string;
  /** `isBegun`: users may have been processed. */
  onClose: (options: { readonly isBegun: boolean }) => void;
}

/** Confirms a bulk operation, shows its progress and lists the users that failed. */
export function BulkDialog(props: BulkDialogProps) {
  const { title, onBegin, onEnd, doneText, onClose, children, ...before } = props;
  // The count when it started: when it ends, the users that it processed may no longer match.
  const [started, setStarted] = useState<{ run: BulkRun; count: number }>();
  const [isRunning, setRunning] = useState(false);
  const [isOpen, setOpen] = useState(true);

  async function begin() {
    const run = await onBegin();
    setStarted(run && { run, count: props.count ?? 0 });
    if (run) await start(run);
  }

  async function start(run: BulkRun) {
    setRunning(true);
    await run.start();
    setRunning(false);
    onEnd(run.read());
  }

  return (
    <Dialog
      isOpen={isOpen}
      // A run must be stopped first, so that its outcome is seen.
      onOpenChange={(open) => !isRunning && setOpen(open)}
      onClosed={() => onClose({ isBegun: started !== undefined })}
      title={title}
    >
      {started ? (
        <BulkProgress
          {...started}
          doneText={doneText}
          onGoOn={() => void start(started.run)}
          onClose={() => setOpen(false)}
        />
      ) : (
        <BulkConfirmation {...before} onCancel={() => setOpen(false)} onBegin={() => void begin()}>
          {children}
        </BulkConfirmation>
      )}
    </Dialog>
  );
}
