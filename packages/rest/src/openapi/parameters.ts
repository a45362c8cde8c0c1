/** What the paths and queries of the routes carry, beside the API key. */
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
    description: "Answer the stored user, unchanged, where the id exists already.",
    schema: { type: "boolean", default: false },
  },
  with_follow_counts: {
    name: "with_follow_counts",
    in: "query",
    description: "Add the counts of followers and followed, which are 0 here.",
    schema: { type: "boolean", default: false },
  },
  ids: {
    name: "ids",
    in: "query",
    required: true,
    description: "Up to 100 ids, with commas between.",
    schema: { type: "string" },
    example: "john-doe,jane-doe",
  },
} as const;

export type ParameterName = keyof typeof parameters;
