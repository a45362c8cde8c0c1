"use client";
import type { AppRouter } from "@roster/api";
import { createTRPCClient, httpLink } from "@trpc/client";
import { useState } from "react";
import { APP_HEADER } from "@/features/apps/app-path";
import { useCurrentApp } from "@/features/apps/current-app";
import { inputLink, losslessFetch } from "./lossless";

/** A client for large calls in the current app: each is sent in a separate request. */
export function useUnbatchedClient() {
  const { id } = useCurrentApp();
  const [client] = useState(() =>
    createTRPCClient<AppRouter>({
      links: [
        inputLink,
        httpLink({ url: "/api/trpc", headers: { [APP_HEADER]: id }, fetch: losslessFetch() }),
      ],
    }),
  );
  return client;
}
