import {
  BanManyUsersInput,
  BanUserInput,
  ChangeStatusManyResult,
  ChangeStatusResult,
  invalid,
  isUtcTimestamp,
} from "@roster/contract";
import { fromTimestamp, toTimestamp } from "@roster/db";
import { nowOf } from "../../trpc/now-of.js";
import { procedureFor } from "../../trpc/procedure.js";
import { changeStatus, changeStatusMany } from "./change-status.js";
import { banOf } from "./transitions.js";

/** Rejects the user's own tokens until the ban ends; with neither `until` nor `seconds`, it does not end. */
export const ban = procedureFor({ scope: "users:write", role: "editor" })
  .input(BanUserInput)
  .output(ChangeStatusResult)
  .mutation(({ ctx, input }) => changeStatus(ctx, input, toBan(input, nowOf(ctx))));

/** The same for up to 5,000 users. */
export const banMany = procedureFor({ scope: "users:write", role: "editor" })
  .input(BanManyUsersInput)
  .output(ChangeStatusManyResult)
  .mutation(({ ctx, input }) => changeStatusMany(ctx, input, toBan(input, nowOf(ctx))));

type BanFields = Pick<BanManyUsersInput, "until" | "seconds" | "reason">;

function toBan({ until, seconds, reason }: BanFields, now: bigint) {
  const end = until === undefined ? null : fromTimestamp(until);
  if (end !== null && end <= now) {
    throw invalid([{ path: ["until"], message: "must be in the future" }]);
  }
  const inSeconds = seconds === undefined ? null : now + BigInt(seconds) * 1_000_000n;
  if (inSeconds !== null && !isUtcTimestamp(toTimestamp(inSeconds))) {
    throw invalid([{ path: ["seconds"], message: "must not lead beyond the year 2199" }]);
  }
  return banOf({ now, until: end ?? inSeconds, reason: reason ?? null });
}
