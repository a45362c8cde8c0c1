"use client";
import { CSPProvider } from "@base-ui/react/csp-provider";
import { createContext, type ReactNode, useContext, useState } from "react";
import { Toaster } from "@/components/ui/toaster";

const NonceContext = createContext("");

/** The nonce for style elements that a component renders. */
export const useNonce = () => useContext(NonceContext);

export function Providers({ nonce: given, children }: { nonce: string; children: ReactNode }) {
  // The document keeps the policy of its first response, so later nonces do not apply.
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
