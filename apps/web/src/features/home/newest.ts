/** The page of users that stands on the first page. */
export const NEWEST = { limit: 6 } as const;
