import { z } from "zod";
import { HistoryMode } from "../changes/change.js";
import { Timestamp } from "../users/user.js";

/** The size of an app's change log. */
export const HistoryStats = z.object({
  /** What is kept of new changes. */
  history: HistoryMode,
  /** How many changes are kept. */
  changes: z.int().min(0),
  /** About how much space they take, with indexes; estimated from the newest. */
  bytes: z.int().min(0),
  /** When the oldest of them was made; null without changes. */
  oldestAt: Timestamp.nullable(),
});
export type HistoryStats = z.infer<typeof HistoryStats>;
