"use client";
import { Dialog } from "@base-ui/react/dialog";
import { useRef } from "react";
import { backdropStyle } from "@/components/ui/dialog";
import { paletteTexts } from "@/features/palette/texts";
import type { Command } from "./command";
import { PaletteList } from "./palette-list";

interface PaletteProps {
  isOpen: boolean;
  onClose: () => void;
  onHelp: () => void;
  signOut: () => Promise<void>;
}

/** The command palette. The selected command runs after the palette has closed. */
export function Palette({ isOpen, onClose, ...actions }: PaletteProps) {
  const selected = useRef<Command>(undefined);

  function onClosed() {
    const command = selected.current;
    selected.current = undefined;
    command?.run();
  }

  return (
    <Dialog.Root
      open={isOpen}
      onOpenChange={(open) => !open && onClose()}
      onOpenChangeComplete={(open) => !open && onClosed()}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className={backdropStyle} />
        <Dialog.Popup className="fixed top-[12dvh] left-1/2 z-50 flex max-h-[76dvh] w-[36rem] max-w-[calc(100vw-2rem)] -translate-x-1/2 flex-col overflow-hidden rounded-2xl border bg-raised shadow-raised outline-none transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0">
          <Dialog.Title className="sr-only">{paletteTexts.title}</Dialog.Title>
          <PaletteList
            {...actions}
            onChoose={(command) => {
              selected.current = command;
              onClose();
            }}
          />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
