"use client";
import { CSPProvider } from "@base-ui/react/csp-provider";
import { createContext, type ReactNode, useContext } from "react";
import { Toaster } from "@/components/ui/toaster";
import { TrpcProvider } from "@/trpc/client";

const NonceContext = createContext("");

/** Marks the style elements that a component must write itself. */
export const useNonce = () => useContext(NonceContext);

export function Providers({ nonce, children }: { nonce: string; children: ReactNode }) {
  return (
    <NonceContext value={nonce}>
      <CSPProvider nonce={nonce}>
        <TrpcProvider>
          {children}
          <Toaster />
        </TrpcProvider>
      </CSPProvider>
    </NonceContext>
  );
}
