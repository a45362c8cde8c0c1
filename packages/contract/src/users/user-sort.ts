/** One key of an order of users. */
export interface UserSortKey {
  /** `id`, `version`, `createdAt`, `updatedAt`, or a path of data such as `data.address.city`. */
  path: string;
  /** Default: `asc`. */
  direction?: "asc" | "desc" | undefined;
}

/** An order of users, as `list` takes it. Apart from its schema, for those who do not ship zod. */
export type UserSort = UserSortKey[];
