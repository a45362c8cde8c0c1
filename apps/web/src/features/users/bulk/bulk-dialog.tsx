"use client";
import { type ReactNode, useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { BulkConfirmation } from "./bulk-confirmation";
import { BulkProgress } from "./bulk-progress";
import type { BulkRun, BulkState } from "./bulk-run";

export interface BulkDialogProps {
  title: string;
  /** What the button says that begins it. */
  action: string;
  isDanger?: boolean;
  /** The users are changed: of many the number has to be typed. */
  isChange?: boolean;
  /** How many users; undefined until they are counted. */
  count: number | undefined;
  /** They could not be counted, and it cannot be begun. */
  error: unknown;
  /** What is to be said, or asked, before. */
  children: ReactNode;
  /** Nothing where what was asked for is not in order. */
  onBegin: () => BulkRun | undefined | Promise<BulkRun | undefined>;
  /** It has worked off what it could, whether all or some. */
  onEnd: (state: BulkState) => void;
  doneText: (count: number) => string;
  /** `isBegun`: something may have been done. */
  onClose: (options: { readonly isBegun: boolean }) => void;
}

/** Asks, works all selected users off in sight, and says of whom it was not done, and why. */
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
      // What is under way is stopped first, so that it is seen what was done.
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
