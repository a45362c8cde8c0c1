/** The maximum nesting depth of a user's data, counting the data object itself. */
export const MAX_DATA_DEPTH = 64;

export const TOO_DEEP = `is nested more than ${MAX_DATA_DEPTH} levels deep`;

/** The maximum number of values in one JSON text; a full batch of typical users has a tenth of it. */
export const MAX_JSON_VALUES = 1_000_000;

/** The maximum number of issues reported at once. */
export const MAX_ISSUES = 20;
