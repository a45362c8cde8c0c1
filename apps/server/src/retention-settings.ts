import type { Retention } from "@roster/db";
import { z } from "zod";

/** How long Roster keeps what is no longer current. */
export const retentionVariables = {
  ROSTER_HISTORY_DAYS: z.coerce.number().int().min(1).max(36_500).default(90),
  ROSTER_HISTORY_MAX_ROWS: z.coerce.number().int().min(0).max(1_000_000_000_000).default(0),
  ROSTER_DELETED_DAYS: z.coerce.number().int().min(0).max(36_500).default(30),
};

type Variables = z.infer<z.ZodObject<typeof retentionVariables>>;

export function readRetention(data: Variables): Retention {
  const { ROSTER_HISTORY_DAYS: maxDays, ROSTER_HISTORY_MAX_ROWS: maxRows } = data;
  const { ROSTER_DELETED_DAYS: maxDeletedDays } = data;
  return {
    history: { maxDays, maxRows: maxRows === 0 ? undefined : maxRows },
    maxDeletedDays: maxDeletedDays === 0 ? undefined : maxDeletedDays,
  };
}
