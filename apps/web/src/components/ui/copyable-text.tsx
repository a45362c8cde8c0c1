"use client";
import { Check, Copy } from "lucide-react";
import type { ReactNode } from "react";
import { componentTexts } from "@/components/texts";
import { useCopyToClipboard } from "./use-copy-to-clipboard";

interface CopyableTextProps {
  text: string;
  /** Names what is copied: "Copy version". */
  label: string;
  children: ReactNode;
}

/** Text that is copied when clicked. */
export function CopyableText({ text, label, children }: CopyableTextProps) {
  const { isCopied, copy } = useCopyToClipboard(text);
  const Icon = isCopied ? Check : Copy;
  return (
    <button
      type="button"
      title={label}
      onClick={copy}
      className="group -mx-1.5 inline-flex max-w-[calc(100%+0.75rem)] items-center gap-1.5 rounded-md px-1.5 text-left transition-colors hover:bg-hover"
    >
      <span className="min-w-0 wrap-anywhere">{children}</span>
      <Icon
        aria-hidden
        className="size-3.5 shrink-0 text-muted opacity-0 transition-opacity group-hover:opacity-100 group-focus-visible:opacity-100"
      />
      <span className="sr-only">, {label}</span>
      <span role="status" className="sr-only">
        {isCopied ? componentTexts.copied : ""}
      </span>
    </button>
  );
}
