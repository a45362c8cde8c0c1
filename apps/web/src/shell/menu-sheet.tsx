"use client";
import { Dialog } from "@base-ui/react/dialog";
import { Menu, X } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { backdropStyle } from "@/components/ui/dialog";
import { NavLinks } from "./nav-links";

export function MenuSheet({ foot }: { foot: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Dialog.Root open={isOpen} onOpenChange={setOpen}>
      <Dialog.Trigger
        render={
          <Button look="quiet" size="icon" aria-label="Menu" className="-mr-2">
            <Menu aria-hidden />
          </Button>
        }
      />
      <Dialog.Portal>
        <Dialog.Backdrop className={backdropStyle} />
        <Dialog.Popup className="fixed inset-y-0 right-0 z-50 flex w-72 max-w-[85vw] flex-col border-l bg-canvas p-4 outline-none transition-transform duration-200 data-ending-style:translate-x-full data-starting-style:translate-x-full">
          <div className="mb-4 flex items-center justify-between pl-2">
            <Dialog.Title className="font-semibold">Menu</Dialog.Title>
            <Dialog.Close
              render={
                <Button look="quiet" size="icon" aria-label="Close the menu" className="-mr-2">
                  <X aria-hidden />
                </Button>
              }
            />
          </div>
          <nav aria-label="Main" className="flex-1">
            <NavLinks onChoose={() => setOpen(false)} />
          </nav>
          {foot}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
