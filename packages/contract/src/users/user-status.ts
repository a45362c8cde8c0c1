import { z } from "zod";
import { USER_STATUSES } from "./field-rules.js";
import { MAX_BAN_REASON_LENGTH } from "./new-user-state.js";

/**
 * `deactivated`: kept and readable, but the user's own tokens are rejected. `deleted`: softly deleted, and invisible until
 * it is restored or erased.
 */
export const UserStatus = z.enum(USER_STATUSES);
export type UserStatus = z.infer<typeof UserStatus>;

/** While it lasts, by the server's clock, the user's own tokens are rejected. An expired ban is no longer reported. */
export const UserBan = z.object({
  /** When it ends; null if it does not. */
  until: z.iso.datetime({ precision: 6 }).nullable(),
  reason: z.string().max(MAX_BAN_REASON_LENGTH).nullable(),
  bannedAt: z.iso.datetime({ precision: 6 }),
});
export type UserBan = z.infer<typeof UserBan>;
