import { USER_ID_PATTERN, UserId } from "@roster/contract";
import { z } from "zod";
import { MAX_BATCH_SIZE } from "../wire.js";

const { $schema, ...idSchema } = z.toJSONSchema(UserId);

/** An id within a pattern. */
const ID = USER_ID_PATTERN.source.slice(1, -1);

/** A flag in a query, which accepts more than `true` and `false`. */
const flagSchema = { type: ["boolean", "string"], default: false };
const FLAG_RULE = "An empty value, `false`, `f` and `0`, in any case, mean false; all others true.";

/** The path and query parameters, except the API key. */
export const parameters = {
  id: {
    name: "id",
    in: "path",
    required: true,
    description: "The user's id.",
    schema: idSchema,
    example: "john-doe",
  },
  get_or_create: {
    name: "get_or_create",
    in: "query",
    description: `Return the stored user, unchanged, if the id already exists. ${FLAG_RULE}`,
    schema: flagSchema,
  },
  with_follow_counts: {
    name: "with_follow_counts",
    in: "query",
    description: `Include the follower and following counts, which are always 0. ${FLAG_RULE}`,
    schema: flagSchema,
  },
  ids: {
    name: "ids",
    in: "query",
    description: `Up to ${MAX_BATCH_SIZE} ids, separated by commas. Default: none.`,
    // Not an array: its empty string would be the same request as an empty array.
    schema: { type: "string", pattern: `^$|^${ID}(?:,${ID})*$`, default: "" },
    example: "john-doe,jane-doe",
  },
} as const;

export type ParameterName = keyof typeof parameters;
