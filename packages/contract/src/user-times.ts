import type { z } from "zod";
import { Timestamp } from "./user.js";

/** Before this year microseconds since 1970 are whole numbers that every part of the way is exact in. */
const END = "2200-01-01T00:00:00.000000Z";
const START = "1970-01-01T00:00:00.000000Z";
const RULE =
  "must be a time from 1970 to 2199 in UTC with microseconds: 2026-11-23T09:30:00.000001Z";

const Time = Timestamp.refine((time) => time >= START && time < END, RULE);

/** The times of a user that moves here from elsewhere; both are those of the write where none is given. */
export const UserTimes = {
  createdAt: Time.optional(),
  /** Not before `createdAt`, which it needs. Default: `createdAt`. */
  updatedAt: Time.optional(),
};

/** What is wrong with the times together. */
export function checkTimes(
  { createdAt, updatedAt }: { createdAt?: string | undefined; updatedAt?: string | undefined },
  context: z.core.$RefinementCtx,
): void {
  if (updatedAt === undefined || (createdAt !== undefined && createdAt <= updatedAt)) return;
  const message =
    createdAt === undefined ? "needs createdAt beside it" : "must not be before createdAt";
  context.addIssue({ code: "custom", path: ["updatedAt"], message });
}
