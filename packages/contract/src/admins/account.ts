import { z } from "zod";
import { Timestamp } from "../users/user.js";

/** Longer ones are refused unread: hashing takes its time. In characters. */
export const MAX_PASSWORD_LENGTH = 1024;
export const MIN_PASSWORD_LENGTH = 8;

const Password = z.string().max(MAX_PASSWORD_LENGTH);

/** One browser that is signed in to the dashboard. */
export const Session = z.object({
  /** Names the session; it cannot be turned into what opens it. */
  id: z.string(),
  createdAt: Timestamp,
  /** At most five minutes too early. */
  lastSeenAt: Timestamp,
  /** When it ends, even while it is used. */
  expiresAt: Timestamp,
  /** What the browser calls itself; may be empty. */
  userAgent: z.string(),
  isCurrent: z.boolean(),
});
export type Session = z.infer<typeof Session>;

export const ListSessionsResult = z.object({ sessions: z.array(Session) });
export type ListSessionsResult = z.infer<typeof ListSessionsResult>;

export const EndSessionInput = z.strictObject({ id: z.string().max(255) });
export type EndSessionInput = z.infer<typeof EndSessionInput>;

export const ChangePasswordInput = z.strictObject({
  oldPassword: Password,
  newPassword: Password.min(
    MIN_PASSWORD_LENGTH,
    `must have at least ${MIN_PASSWORD_LENGTH} characters`,
  ),
});
export type ChangePasswordInput = z.infer<typeof ChangePasswordInput>;
