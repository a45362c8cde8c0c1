"use client";
import { useState } from "react";

export type RemovalMode = "soft" | "hard";

/** How to remove one or many users. */
export interface Removal {
  readonly mode: RemovalMode;
  readonly setMode: (mode: RemovalMode) => void;
  readonly isErasing: boolean;
  readonly setErasing: (isErasing: boolean) => void;
  /** Back to the safest choice. */
  readonly reset: () => void;
  /** The part of the input of `users.remove` and `users.removeMany`. */
  readonly input: { readonly mode: RemovalMode; readonly eraseId?: true };
}

export function useRemoval(initial: RemovalMode): Removal {
  const [mode, setMode] = useState(initial);
  const [isErasing, setErasing] = useState(false);
  const input = { mode, ...(mode === "hard" && isErasing && { eraseId: true as const }) };
  const reset = () => {
    setMode(initial);
    setErasing(false);
  };
  return { mode, setMode, isErasing, setErasing, reset, input };
}
