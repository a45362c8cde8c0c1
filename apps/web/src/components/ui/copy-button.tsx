"use client";
import { Check, Copy } from "lucide-react";
import { componentTexts } from "@/components/texts";
import { Button } from "./button";
import { useCopy } from "./use-copy";

interface CopyButtonProps {
  text: string;
  /** What is copied: "Copy the user's id". */
  label: string;
  /** Shows the word as well as the sign. */
  isWordy?: boolean;
  className?: string;
}

export function CopyButton({ text, label, isWordy = false, className }: CopyButtonProps) {
  const { isCopied, copy } = useCopy(text);

  return (
    <Button
      look={isCopied ? "done" : "quiet"}
      size={isWordy ? "small" : "icon-small"}
      aria-label={label}
      onClick={copy}
      className={className}
    >
      {isCopied ? <Check aria-hidden /> : <Copy aria-hidden />}
      {isWordy && (isCopied ? componentTexts.copied : componentTexts.copy)}
      <span role="status" className="sr-only">
        {isCopied ? componentTexts.copied : ""}
      </span>
    </Button>
  );
}
