import { z } from "zod";
import { Timestamp, UserId } from "../users/user.js";

/** Ten years. */
const MAX_LIFETIME_SECONDS = 315_360_000;

const common = {
  /** The key whose secret signs. Default: the newest in force. */
  apiKey: z.string().max(255).optional(),
  /** After how many seconds the token stops working: at most ten years. Default: it never does. */
  expiresInSeconds: z.int().min(1).max(MAX_LIFETIME_SECONDS).optional(),
};

/** What a server token allows to do to the app's users: all, or one of the three. */
export const TokenAction = z.enum(["*", "read", "write", "delete"]);
export type TokenAction = z.infer<typeof TokenAction>;

export const CreateTokenInput = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("server"), action: TokenAction, ...common }),
  z.strictObject({ kind: z.literal("user"), userId: UserId, ...common }),
]);
export type CreateTokenInput = z.infer<typeof CreateTokenInput>;

export const CreateTokenResult = z.object({
  /** Shown in this answer and kept nowhere. */
  token: z.string(),
  /** The key that is to be sent along; revoked, it ends the token. */
  apiKey: z.string(),
  /** Null: it never expires. */
  expiresAt: Timestamp.nullable(),
});
export type CreateTokenResult = z.infer<typeof CreateTokenResult>;
