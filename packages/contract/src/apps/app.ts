import { z } from "zod";
import { Timestamp } from "../users/user.js";

/** What people call an app or an API key: 1 to 100 characters. */
export const DisplayName = z.string().trim().min(1).max(100);
export type DisplayName = z.infer<typeof DisplayName>;

/** A tenant: it owns users and API keys, and nothing crosses from one app to another. */
export const App = z.object({ id: z.string(), name: DisplayName, createdAt: Timestamp });
export type App = z.infer<typeof App>;

export const AddAppInput = z.strictObject({ name: DisplayName });
export type AddAppInput = z.infer<typeof AddAppInput>;

export const RenameAppInput = z.strictObject({ id: z.string().max(255), name: DisplayName });
export type RenameAppInput = z.infer<typeof RenameAppInput>;

/** `name` is the app's own: who has mistaken the id removes nothing. */
export const RemoveAppInput = z.strictObject({ id: z.string().max(255), name: DisplayName });
export type RemoveAppInput = z.infer<typeof RemoveAppInput>;

/** An API key, without its secret. */
export const ApiKey = z.object({
  /** The public part; every request carries it. */
  key: z.string(),
  name: DisplayName,
  createdAt: Timestamp,
  /** From then on the key is refused; null while it is in force. */
  revokedAt: Timestamp.nullable(),
  /** When an application last came in with it, half a minute late at most; null: none ever has. */
  lastUsedAt: Timestamp.nullable(),
});
export type ApiKey = z.infer<typeof ApiKey>;

export const AddApiKeyInput = z.strictObject({ name: DisplayName });
export type AddApiKeyInput = z.infer<typeof AddApiKeyInput>;

export const AddApiKeyResult = z.object({
  apiKey: ApiKey,
  /** Shown in this answer and never again. */
  secret: z.string(),
});
export type AddApiKeyResult = z.infer<typeof AddApiKeyResult>;

export const RevokeApiKeyInput = z.strictObject({ key: z.string().max(255) });
export type RevokeApiKeyInput = z.infer<typeof RevokeApiKeyInput>;
