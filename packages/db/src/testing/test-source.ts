import type { ChangeSource } from "../changes/change-source.js";

/** The source of changes in tests that are about something else. */
export const testSource: ChangeSource = {
  actor: { kind: "apiKey", id: "test-key", name: "Test" },
  surface: "trpc",
  requestId: "test",
};
