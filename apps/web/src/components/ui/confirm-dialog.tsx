"use client";
import { AlertDialog } from "@base-ui/react/alert-dialog";
import type { ReactNode } from "react";
import { componentTexts } from "@/components/texts";
import { Button } from "./button";
import { FieldError } from "./field";
import { backdropStyle, popupStyle } from "./dialog";

interface ConfirmDialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: string;
  /** Describes what will be lost. */
  children: ReactNode;
  action: string;
  onConfirm: () => void;
  isBusy: boolean;
  error: string | undefined;
}

/** Confirms a destructive action; Cancel has the initial focus. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  return (
    <AlertDialog.Root open={props.isOpen} onOpenChange={props.onOpenChange}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={backdropStyle} />
        <AlertDialog.Popup className={popupStyle}>
          <AlertDialog.Title className="text-lg font-semibold tracking-tight">
            {props.title}
          </AlertDialog.Title>
          <AlertDialog.Description
            render={<div />}
            className="mt-2 grid gap-3 text-sm text-pretty text-muted wrap-anywhere"
          >
            {props.children}
          </AlertDialog.Description>
          <div className="mt-3">
            <FieldError id="confirm-error">{props.error}</FieldError>
          </div>
          <div className="mt-6 flex flex-wrap justify-end gap-2">
            <AlertDialog.Close render={<Button>{componentTexts.cancel}</Button>} />
            <Button variant="danger" isBusy={props.isBusy} onClick={props.onConfirm}>
              {props.action}
            </Button>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
