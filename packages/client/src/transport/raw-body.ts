import type { Operation } from "@trpc/client";

type BodyWriter = (input: unknown) => string;

/** Cannot collide with a caller's context. Not a class, as the entry points are bundled separately. */
const KEY = "@roster/client: write";

/**
 * Context for an input of thousands of users that was just parsed from JSON. It is not validated, copied or
 * measured again, each of which takes as long as parsing. `write` produces the request body.
 */
export const withRawBody = (write: BodyWriter) => ({ [KEY]: write });

/** The function that writes the body of the call, if it has a raw body. */
export function findBodyWriter({ context }: Pick<Operation, "context">): BodyWriter | undefined {
  const write = context[KEY];
  return isBodyWriter(write) ? write : undefined;
}

const isBodyWriter = (value: unknown): value is BodyWriter => typeof value === "function";
