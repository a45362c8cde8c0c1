import { z } from "zod";
import { Timestamp, UserId } from "../users/user.js";

/** Ten years. */
const MAX_LIFETIME_SECONDS = 315_360_000;

const common = {
  /** The API key whose secret signs the token. Default: the newest active key. */
  apiKey: z.string().max(255).optional(),
  /** The token's lifetime, at most ten years. Default: it never expires. */
  expiresInSeconds: z.int().min(1).max(MAX_LIFETIME_SECONDS).optional(),
};

/** The actions that a server token allows on the app's users: all of them, or one. */
export const TokenAction = z.enum(["*", "read", "write", "delete"]);
export type TokenAction = z.infer<typeof TokenAction>;

export const CreateTokenInput = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("server"), action: TokenAction, ...common }),
  z.strictObject({ kind: z.literal("user"), userId: UserId, ...common }),
]);
export type CreateTokenInput = z.infer<typeof CreateTokenInput>;

export const CreateTokenResult = z.object({
  /** Returned only here; the server does not store it. */
  token: z.string(),
  /** The API key to send with the token; revoking the key invalidates the token. */
  apiKey: z.string(),
  /** Null if the token never expires. */
  expiresAt: Timestamp.nullable(),
});
export type CreateTokenResult = z.infer<typeof CreateTokenResult>;
