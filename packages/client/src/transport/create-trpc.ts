import type { AppRouter } from "@roster/api";
import { createTRPCClient, type TRPCClient } from "@trpc/client";
import { retryLink } from "./retry-link.js";
import { validationLink } from "./validation-link.js";
import { idempotencyLink } from "./idempotency-link.js";
import type { Settings } from "../settings.js";
import { createRequestHeaders } from "../auth/request-headers.js";
import { httpLink } from "./http-link.js";

/** Creates the tRPC client with the links that every call passes through. */
export function createTrpc(settings: Settings): TRPCClient<AppRouter> {
  const { endpoint, fetch, readNumbers } = settings;
  const headers = createRequestHeaders(settings);
  return createTRPCClient({
    links: [
      validationLink(),
      idempotencyLink(settings),
      retryLink(settings),
      httpLink({ url: endpoint, headers, fetch, readNumbers }),
    ],
  });
}
