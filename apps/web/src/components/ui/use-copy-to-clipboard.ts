import { useEffect, useState } from "react";
import { componentTexts } from "@/components/texts";
import { toast } from "./toast";

const SHOWN_MS = 1600;

/** Copies text and briefly reports success. */
export function useCopyToClipboard(text: string): { isCopied: boolean; copy: () => void } {
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
      toast.error(componentTexts.copyFailed, componentTexts.copyManually);
    }
  }

  return { isCopied, copy: () => void copy() };
}
