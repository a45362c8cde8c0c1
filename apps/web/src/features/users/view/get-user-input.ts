import type { GetUserInput } from "@roster/contract";

/** Gets a user even if it is in the trash. One input everywhere, so that pages share a cached result. */
export const getUserInput = (id: string): GetUserInput => ({ id, includeDeleted: true });
