import { z } from "zod";
import { MAX_ON_BEHALF_OF_LENGTH } from "../users/field-rules.js";

/** Who made a change. */
export const ChangeActor = z.object({
  /** `system`: Roster itself, such as when it erases users whose time in the trash is over. */
  kind: z.enum(["apiKey", "user", "admin", "system"]),
  /** The API key, or the id of the user or administrator; `system` for Roster itself. */
  id: z.string(),
  /** The name of the API key, or the administrator's e-mail address, at the time. */
  name: z.string().optional(),
  /** For whom a backend says that it acts, as sent in the header `x-roster-actor`: not verified. */
  onBehalfOf: z.string().max(MAX_ON_BEHALF_OF_LENGTH).optional(),
});
export type ChangeActor = z.infer<typeof ChangeActor>;

/** Where a call came in: tRPC (client and CLI), REST, the dashboard, or Roster itself. */
export const Surface = z.enum(["trpc", "rest", "dashboard", "system"]);
export type Surface = z.infer<typeof Surface>;
