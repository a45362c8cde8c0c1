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
  const [run, setRun] = useState<BulkRun>();
  const [isRunning, setRunning] = useState(false);
  const [isOpen, setOpen] = useState(true);

  async function begin() {
    const begun = await onBegin();
    setRun(begun);
    if (begun) await start(begun);
  }

  async function start(begun: BulkRun) {
    setRunning(true);
    await begun.start();
    setRunning(false);
    onEnd(begun.read());
  }

  return (
    <Dialog
      isOpen={isOpen}
      // A run must be stopped first, so that its outcome is seen.
      onOpenChange={(open) => !isRunning && setOpen(open)}
      onClosed={() => onClose({ isBegun: run !== undefined })}
      title={title}
    >
      {run ? (
        <BulkProgress
          run={run}
          count={props.count ?? 0}
          doneText={doneText}
          onGoOn={() => void start(run)}
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
