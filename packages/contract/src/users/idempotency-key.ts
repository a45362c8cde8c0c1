import { z } from "zod";
import { findIdempotencyKeyIssue } from "./idempotency-key-rule.js";

/**
 * A name that the caller makes for one call, 1 to 255 characters, in the app its own. The call, made again
 * with the same input, is answered as the first time and changes nothing; with another input, or of
 * another procedure, it is CONFLICT. Kept for at least 24 hours, where the call has changed something.
 */
export const IdempotencyKey = z.string().superRefine((key, context) => {
  const message = findIdempotencyKeyIssue(key);
  if (message !== undefined) context.addIssue({ code: "custom", message });
});
