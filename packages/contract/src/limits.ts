/** The most users that one page can hold. */
export const MAX_PAGE_SIZE = 1000;

/** The most users that one call of `addMany`, `getMany`, `patchMany` or `removeMany` may name. */
export const MAX_BATCH_USERS = 5000;

/** The most bytes of JSON that a server reads of one request, unless its settings ask for more. */
export const MAX_REQUEST_BYTES = 16 * 1024 * 1024;
