import { z } from "zod";
import { formatUserPath, isDataPath, parseUserPath } from "../users/user-path.js";

/** At most so many paths can be public. */
export const MAX_PUBLIC_FIELDS = 50;

/**
 * The users that a user token can read. `self`: its own. `byId`: also others whose ids it knows. `all`: also lists,
 * filters, searches and counts.
 */
export const UserReads = z.enum(["self", "byId", "all"]);
export type UserReads = z.infer<typeof UserReads>;

/** A data path as filters have it, such as `data.address.city`: in its shortest form. */
const PublicField = z.string().transform((text, context): string => {
  const parsed = parseUserPath(text);
  if ("value" in parsed && isDataPath(parsed.value)) return formatUserPath(parsed.value);
  const message = "error" in parsed ? parsed.error : "is always visible; use data.<key>";
  context.addIssue({ code: "custom", message });
  return z.NEVER;
});

/** The data that other users see; null: everything, their states included. */
export const PublicFields = z.array(z.string()).nullable();
export type PublicFields = z.infer<typeof PublicFields>;

/** Of the caller's app. Takes effect in all processes within five seconds. */
export const SetUserReadsInput = z.strictObject({
  userReads: UserReads,
  publicFields: z
    .array(PublicField)
    .max(MAX_PUBLIC_FIELDS)
    .transform((paths) => [...new Set(paths)])
    .nullable(),
});
export type SetUserReadsInput = z.infer<typeof SetUserReadsInput>;
