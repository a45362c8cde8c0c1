import { z } from "zod";
import { MAX_BATCH_USERS } from "../limits.js";
import { findStringIssue } from "../json/string-issue.js";
import { isUtcTimestamp, UTC_TIMESTAMP_RULE } from "./field-rules.js";
import { MAX_BAN_REASON_LENGTH } from "./new-user-state.js";
import { ReplayedUser, Timestamp, UserId, UserVersion } from "./user.js";

const ids = z.array(UserId).min(1).max(MAX_BATCH_USERS);

/** The input of `deactivate`, `reactivate`, `unban`, `revokeTokens` and `restore`. */
export const ChangeStatusInput = z.strictObject({
  id: UserId,
  /** Only change the user if it has this version; otherwise PRECONDITION_FAILED. */
  ifVersion: UserVersion.optional(),
});
export type ChangeStatusInput = z.infer<typeof ChangeStatusInput>;

/** The input of `deactivateMany` and its siblings: up to 5,000 users. */
export const ChangeStatusManyInput = z.strictObject({ ids });
export type ChangeStatusManyInput = z.infer<typeof ChangeStatusManyInput>;

const Reason = z
  .string()
  .min(1)
  .max(MAX_BAN_REASON_LENGTH)
  .superRefine((text, context) => {
    const message = findStringIssue(text);
    if (message !== undefined) context.addIssue({ code: "custom", message });
  });

const banFields = {
  /** When the ban ends. Not with `seconds`. Without either, it does not end. */
  until: Timestamp.refine(isUtcTimestamp, UTC_TIMESTAMP_RULE).optional(),
  /** How long the ban lasts, by the server's clock: at most 100 years. */
  seconds: z
    .int()
    .min(1)
    .max(100 * 365 * 86_400)
    .optional(),
  /** Up to 1,000 characters; returned with the user, but never to the user's own token. */
  reason: Reason.optional(),
};

const onlyOneEnd = {
  error: "cannot be combined with until",
  path: ["seconds"],
};
const hasOneEnd = (ban: { until?: unknown; seconds?: unknown }) =>
  ban.until === undefined || ban.seconds === undefined;

export const BanUserInput = ChangeStatusInput.extend(banFields).refine(hasOneEnd, onlyOneEnd);
export type BanUserInput = z.infer<typeof BanUserInput>;

export const BanManyUsersInput = ChangeStatusManyInput.extend(banFields).refine(
  hasOneEnd,
  onlyOneEnd,
);
export type BanManyUsersInput = z.infer<typeof BanManyUsersInput>;

export const ChangeStatusResult = z.object({
  user: ReplayedUser,
  /** False if the user already was in this state: nothing was written. */
  changed: z.boolean(),
});
export type ChangeStatusResult = z.infer<typeof ChangeStatusResult>;

/** The outcome for one user of `deactivateMany` and its siblings. */
export const ChangeStatusOutcome = z.discriminatedUnion("status", [
  z.object({ status: z.literal("changed"), id: UserId, version: UserVersion }),
  z.object({ status: z.literal("unchanged"), id: UserId, version: UserVersion }),
  z.object({ status: z.literal("missing"), id: UserId }),
  /** Not restored: another user has the value at this path, which has a unique index. */
  z.object({ status: z.literal("conflict"), id: UserId, path: z.array(z.string()) }),
]);
export type ChangeStatusOutcome = z.infer<typeof ChangeStatusOutcome>;

/** One outcome for each different id, in the order of the input. */
export const ChangeStatusManyResult = z.object({ results: z.array(ChangeStatusOutcome) });
export type ChangeStatusManyResult = z.infer<typeof ChangeStatusManyResult>;
