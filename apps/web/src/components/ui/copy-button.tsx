"use client";
import { Check, Copy } from "lucide-react";
import { componentTexts } from "@/components/texts";
import { Button } from "./button";
import { useCopyToClipboard } from "./use-copy-to-clipboard";

interface CopyButtonProps {
  text: string;
  /** Names what is copied: "Copy ID". */
  label: string;
  /** Shows "Copy" next to the icon. */
  showsText?: boolean;
  className?: string;
}

export function CopyButton({ text, label, showsText = false, className }: CopyButtonProps) {
  const { isCopied, copy } = useCopyToClipboard(text);

  return (
    <Button
      variant={isCopied ? "success" : "ghost"}
      size={showsText ? "small" : "icon-small"}
      aria-label={label}
      onClick={copy}
      className={className}
    >
      {isCopied ? <Check aria-hidden /> : <Copy aria-hidden />}
      {showsText && (isCopied ? componentTexts.copied : componentTexts.copy)}
      <span role="status" className="sr-only">
        {isCopied ? componentTexts.copied : ""}
      </span>
    </Button>
  );
}
