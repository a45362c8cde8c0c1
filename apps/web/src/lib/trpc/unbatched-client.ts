"use client";
import type { AppRouter } from "@roster/api";
import { createTRPCClient } from "@trpc/client";
import { useState } from "react";
import { APP_HEADER } from "@/features/apps/app-path";
import { useCurrentApp } from "@/features/apps/current-app";
import { losslessLink } from "./lossless-link";

/** A client for large calls in the current app: each is sent in a separate request. */
export function useUnbatchedClient() {
  const { id } = useCurrentApp();
  const [client] = useState(() =>
    createTRPCClient<AppRouter>({
      links: [losslessLink({ url: "/api/trpc", headers: { [APP_HEADER]: id } })],
    }),
  );
  return client;
}
