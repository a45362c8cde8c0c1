import { z } from "zod";
import { HistoryMode } from "../changes/change.js";
import { Timestamp } from "../users/user.js";

/** The display name of an app or an API key: 1 to 100 characters. */
export const DisplayName = z.string().trim().min(1).max(100);
export type DisplayName = z.infer<typeof DisplayName>;

/** A tenant: it owns users and API keys, which other apps cannot access. */
export const App = z.object({
  id: z.string(),
  name: DisplayName,
  createdAt: Timestamp,
  /** How much of the changes of its users is kept. */
  history: HistoryMode,
});
export type App = z.infer<typeof App>;

export const AddAppInput = z.strictObject({ name: DisplayName });
export type AddAppInput = z.infer<typeof AddAppInput>;

export const RenameAppInput = z.strictObject({ id: z.string().max(255), name: DisplayName });
export type RenameAppInput = z.infer<typeof RenameAppInput>;

/** Of the caller's app. What is already kept stays until its time is over. */
export const SetHistoryInput = z.strictObject({ history: HistoryMode });
export type SetHistoryInput = z.infer<typeof SetHistoryInput>;

/** `name` must be the app's current name, as a safeguard against a wrong id. */
export const RemoveAppInput = z.strictObject({ id: z.string().max(255), name: DisplayName });
export type RemoveAppInput = z.infer<typeof RemoveAppInput>;

/** An API key, without its secret. */
export const ApiKey = z.object({
  /** The public part, sent with every request. */
  key: z.string(),
  name: DisplayName,
  /** Whether its server tokens may read the audit log. */
  readsAudit: z.boolean(),
  createdAt: Timestamp,
  /** When the key was revoked; null if it is active. */
  revokedAt: Timestamp.nullable(),
  /** When the key was last used, up to 30 seconds out of date; null if never. */
  lastUsedAt: Timestamp.nullable(),
});
export type ApiKey = z.infer<typeof ApiKey>;

export const AddApiKeyInput = z.strictObject({
  name: DisplayName,
  /** Whether the key's server tokens may read the audit log. Default: false. */
  readsAudit: z.boolean().optional(),
});
export type AddApiKeyInput = z.infer<typeof AddApiKeyInput>;

export const AddApiKeyResult = z.object({
  apiKey: ApiKey,
  /** Returned only once, here. */
  secret: z.string(),
});
export type AddApiKeyResult = z.infer<typeof AddApiKeyResult>;

export const RevokeApiKeyInput = z.strictObject({ key: z.string().max(255) });
export type RevokeApiKeyInput = z.infer<typeof RevokeApiKeyInput>;
