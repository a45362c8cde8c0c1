import type { HistoryLimits } from "@roster/db";
import { z } from "zod";

/** How long Roster keeps what is no longer current. */
export const retentionVariables = {
  ROSTER_HISTORY_DAYS: z.coerce.number().int().min(1).max(36_500).default(90),
  ROSTER_HISTORY_MAX_ROWS: z.coerce.number().int().min(0).max(1_000_000_000_000).default(0),
};

type Variables = z.infer<z.ZodObject<typeof retentionVariables>>;

export function readHistoryLimits(data: Variables): HistoryLimits {
  const { ROSTER_HISTORY_DAYS: maxDays, ROSTER_HISTORY_MAX_ROWS: maxRows } = data;
  return { maxDays, maxRows: maxRows === 0 ? undefined : maxRows };
}
