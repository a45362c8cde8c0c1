"use client";
import { CSPProvider } from "@base-ui/react/csp-provider";
import { createContext, type ReactNode, useContext, useState } from "react";
import { Toaster } from "@/components/ui/toaster";

const NonceContext = createContext("");

/** Marks the style elements that a component must write itself. */
export const useNonce = () => useContext(NonceContext);

export function Providers({ nonce: given, children }: { nonce: string; children: ReactNode }) {
  // The document's policy stays that of its first answer, whatever later answers carry.
  const [nonce] = useState(given);
  return (
    <NonceContext value={nonce}>
      <CSPProvider nonce={nonce}>
        {children}
        <Toaster />
      </CSPProvider>
    </NonceContext>
  );
}
