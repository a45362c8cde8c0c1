import { z } from "zod";
import { Timestamp, User, UserId } from "../users/user.js";
import { AuditEvent } from "./audit.js";
import { Change } from "./change.js";

export const ExportUserInput = z.strictObject({ id: UserId });
export type ExportUserInput = z.infer<typeof ExportUserInput>;

/** Everything that Roster stores about a person. */
export const UserExport = z.object({
  format: z.literal("roster.user.v1"),
  exportedAt: Timestamp,
  /** Null if the user was removed: then only who removed it and when is left. */
  user: User.nullable(),
  /** How many responses to calls with an idempotency key are stored; they are deleted after a day. */
  idempotencyKeys: z.int(),
  /** The user's history, newest first. */
  changes: z.array(Change),
  /** What else the audit log has about the user, newest first, such as tokens and exports. */
  events: z.array(AuditEvent),
});
export type UserExport = z.infer<typeof UserExport>;
