/** The path and query parameters, except the API key. */
export const parameters = {
  id: {
    name: "id",
    in: "path",
    required: true,
    description: "The user's id.",
    schema: { type: "string" },
    example: "john-doe",
  },
  get_or_create: {
    name: "get_or_create",
    in: "query",
    description: "Return the stored user, unchanged, if the id already exists.",
    schema: { type: "boolean", default: false },
  },
  with_follow_counts: {
    name: "with_follow_counts",
    in: "query",
    description: "Include the follower and following counts, which are always 0.",
    schema: { type: "boolean", default: false },
  },
  ids: {
    name: "ids",
    in: "query",
    required: true,
    description: "Up to 1,000 ids, separated by commas.",
    schema: { type: "string" },
    example: "john-doe,jane-doe",
  },
} as const;

export type ParameterName = keyof typeof parameters;
