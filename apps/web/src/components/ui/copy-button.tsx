"use client";
import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "./button";
import { toast } from "./toast";

const SHOWN_MS = 1600;

interface CopyButtonProps {
  text: string;
  /** What is copied: "Copy the user's id". */
  label: string;
  /** Shows the word as well as the sign. */
  isWordy?: boolean;
  className?: string;
}

export function CopyButton({ text, label, isWordy = false, className }: CopyButtonProps) {
  const [isCopied, setCopied] = useState(false);

  useEffect(() => {
    if (!isCopied) return undefined;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      toast.error("The browser does not let this page copy", "Select the text and copy it.");
    }
  }

  return (
    <Button
      look={isCopied ? "done" : "quiet"}
      size={isWordy ? "small" : "icon-small"}
      aria-label={label}
      onClick={() => void copy()}
      className={className}
    >
      {isCopied ? <Check aria-hidden /> : <Copy aria-hidden />}
      {isWordy && (isCopied ? "Copied" : "Copy")}
      <span role="status" className="sr-only">
        {isCopied ? "Copied" : ""}
      </span>
    </Button>
  );
}
