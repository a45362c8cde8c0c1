/** The page of users that stands on the first page. */
export const NEWEST_USERS = { limit: 6 } as const;
