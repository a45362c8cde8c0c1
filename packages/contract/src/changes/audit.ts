import { z } from "zod";
import { MAX_PAGE_SIZE } from "../limits.js";
import { Timestamp, UserId } from "../users/user.js";
import { Change, ChangeType } from "./change.js";
import { ChangeActor, Surface } from "./change-actor.js";

/** What happened to anything but users. */
export const AuditType = z.enum([
  "app.added",
  "app.renamed",
  "app.removed",
  "app.historySet",
  "app.userReadsSet",
  "apiKey.added",
  "apiKey.updated",
  "apiKey.rotated",
  "apiKey.revoked",
  "token.created",
  "schema.set",
  "schema.removed",
  "index.added",
  "index.removed",
  "users.imported",
  "users.exported",
  "user.exported",
  "admin.signedIn",
  "admin.signInFailed",
  "admin.signedOut",
  "admin.passwordChanged",
  "admin.sessionsEnded",
  "admin.invited",
  "admin.joined",
  "admin.identityLinked",
  "admin.updated",
  "admin.profileChanged",
  "admin.removed",
  "admin.reset",
  "admin.passkeyAdded",
  "admin.passkeyRemoved",
  "admin.totpEnabled",
  "admin.totpRemoved",
  "admin.recoveryCodesCreated",
]);
export type AuditType = z.infer<typeof AuditType>;

export const AuditEvent = z.object({
  /** Unique among the events that are not changes of users; a decimal string. */
  seq: z.string(),
  type: AuditType,
  at: Timestamp,
  actor: ChangeActor,
  surface: Surface,
  requestId: z.string(),
  /** The user that it is about, such as the owner of a token. */
  userId: UserId.optional(),
  /** What is particular to the type, such as the name of an API key; never a secret. */
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
export type AuditEvent = z.infer<typeof AuditEvent>;

export const AuditEntry = z.union([Change, AuditEvent]);
export type AuditEntry = z.infer<typeof AuditEntry>;

export const ListAuditInput = z.strictObject({
  userId: UserId.optional(),
  /** The id of an actor: an API key, or the id of a user or administrator. */
  actor: z.string().min(1).max(255).optional(),
  types: z
    .array(z.union([ChangeType, AuditType]))
    .min(1)
    .optional(),
  /** Inclusive. */
  from: Timestamp.optional(),
  /** Exclusive. */
  to: Timestamp.optional(),
  /** The page size, up to 1,000. Default: 50. */
  limit: z.int().min(1).max(MAX_PAGE_SIZE).optional(),
  /** The `nextCursor` of the page before, with the same filters. */
  cursor: z.string().max(255).optional(),
});
export type ListAuditInput = z.infer<typeof ListAuditInput>;

export const AuditPage = z.object({
  /** Newest first; fewer than `limit`, or none, if they would have more than 4 MiB of data or few of 50,000 changes match. */
  entries: z.array(AuditEntry),
  nextCursor: z.string().nullable(),
});
export type AuditPage = z.infer<typeof AuditPage>;
