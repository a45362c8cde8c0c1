"use client";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { classNames } from "@/lib/class-names";
import { Button } from "./button";

interface PopoverProps {
  title: string;
  /** The content of the button that opens the panel. */
  button: ReactNode;
  /** Button and panel fill the width of their container. */
  isWide?: boolean;
  /** Of the button. */
  size?: "small" | "medium";
  children: ReactNode;
}

/** A panel below its button, closed by Escape or a click outside; on phones it spans the page. */
export function Popover(props: PopoverProps) {
  const { title, button, isWide = false, size = "small", children } = props;
  const [isOpen, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (!isOpen) return undefined;
    const closeOutside = ({ target }: Event) => {
      if (target instanceof Node && !root.current?.contains(target)) setOpen(false);
    };
    const closeByKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.defaultPrevented) return;
      setOpen(false);
      opener.current?.focus();
    };
    document.addEventListener("pointerdown", closeOutside);
    document.addEventListener("keydown", closeByKey);
    return () => {
      document.removeEventListener("pointerdown", closeOutside);
      document.removeEventListener("keydown", closeByKey);
    };
  }, [isOpen]);

  return (
    <div ref={root} className={isWide ? "relative" : "sm:relative"}>
      <Button
        ref={opener}
        size={size}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        className={isWide ? "w-full" : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        {button}
      </Button>
      {isOpen && (
        <div
          role="dialog"
          aria-label={title}
          className={classNames(
            "absolute z-30 mt-1 rounded-xl border bg-raised shadow-raised",
            isWide ? "inset-x-0" : "max-sm:inset-x-4 sm:right-0 sm:w-80",
          )}
        >
          {children}
        </div>
      )}
    </div>
  );
}
