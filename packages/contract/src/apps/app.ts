import { z } from "zod";
import { PublicFields, UserReads } from "../access/read-policy.js";
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
  /** The users that a user token can read. */
  userReads: UserReads,
  /** The data paths that a user token sees of other users; null: everything. */
  publicFields: PublicFields,
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
