"use client";
import { Menu, X } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { Button } from "@/components/ui/button";
import { shellTexts } from "@/features/shell/texts";
import { NavLinks } from "./nav-links";

/** The native dialog traps focus, closes on Escape, and needs no script. */
export function MenuSheet({ header, footer }: { header: ReactNode; footer: ReactNode }) {
  const sheet = useRef<HTMLDialogElement>(null);
  const close = () => sheet.current?.close();
  return (
    <>
      <Button
        variant="ghost"
        size="icon"
        aria-label={shellTexts.menu}
        aria-haspopup="dialog"
        className="-mr-2"
        onClick={() => sheet.current?.showModal()}
      >
        <Menu aria-hidden />
      </Button>
      <dialog
        ref={sheet}
        closedby="any"
        aria-labelledby="menu-title"
        className="fixed inset-y-0 right-0 left-auto m-0 h-dvh max-h-none w-72 max-w-[85vw] border-l bg-canvas text-ink backdrop:bg-shade open:flex open:flex-col starting:open:translate-x-full open:transition-[translate] open:duration-200"
      >
        <div className="flex items-center justify-between py-2.5 pr-2 pl-6">
          <h2 id="menu-title" className="font-semibold">
            {shellTexts.menu}
          </h2>
          <Button variant="ghost" size="icon" aria-label={shellTexts.closeMenu} onClick={close}>
            <X aria-hidden />
          </Button>
        </div>
        <div className="px-4 pt-1 pb-4">{header}</div>
        <nav aria-label={shellTexts.main} className="flex-1 px-4">
          <NavLinks onChoose={close} />
        </nav>
        <div className="p-4">{footer}</div>
      </dialog>
    </>
  );
}
