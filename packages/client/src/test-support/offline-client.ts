import { expect } from "vitest";
import { createClient } from "../index.js";

/** A client that fails the test if it sends a request. */
export function createOfflineClient() {
  return createClient({
    url: "http://localhost:8000",
    apiKey: "key",
    apiSecret: "secret",
    fetch: () => expect.unreachable(),
  });
}

/** An object that contains itself. */
export const cyclic: Record<string, unknown> = {};
cyclic["self"] = cyclic;
