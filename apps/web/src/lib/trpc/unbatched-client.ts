"use client";
import type { AppRouter } from "@roster/api";
import { createTRPCClient, httpLink } from "@trpc/client";
import { useState } from "react";
import { APP_HEADER } from "@/features/apps/app-path";
import { useCurrentApp } from "@/features/apps/current-app";

/** A client in the current app for what is large: each call is a request of its own, and waits for no other. */
export function useUnbatchedClient() {
  const { id } = useCurrentApp();
  const [client] = useState(() =>
    createTRPCClient<AppRouter>({
      links: [httpLink({ url: "/api/trpc", headers: { [APP_HEADER]: id } })],
    }),
  );
  return client;
}
