/** What a user's id may be. Apart from the schema, for those who do not ship zod. */
export const USER_ID_PATTERN = /^[A-Za-z0-9_-]{1,255}$/;

/** The rule in words. */
export const USER_ID_RULE = "must be 1 to 255 letters, digits, dashes or underscores";
