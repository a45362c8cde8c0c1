/** The maximum page size. */
export const MAX_PAGE_SIZE = 1000;

/** A page of `list` ends before it has more bytes of data, but has at least one user. */
export const MAX_PAGE_BYTES = 4 * 1024 * 1024;

/** The maximum number of users in one call of `addMany`, `getMany`, `patchMany` or `removeMany`. */
export const MAX_BATCH_USERS = 5000;

/** The default limit for a request body, in bytes; a server can be configured with another. */
export const MAX_REQUEST_BYTES = 16 * 1024 * 1024;
