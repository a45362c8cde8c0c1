import { expect } from "vitest";
import { createClient } from "../index.js";

/** A client whose requests must not leave. */
export function createOfflineClient() {
  return createClient({
    url: "http://localhost:8000",
    apiKey: "key",
    apiSecret: "secret",
    fetch: () => expect.unreachable(),
  });
}

/** An object inside itself. */
export const cyclic: Record<string, unknown> = {};
cyclic["self"] = cyclic;
