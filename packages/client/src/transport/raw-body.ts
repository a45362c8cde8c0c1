import type { Operation } from "@trpc/client";

type BodyWriter = (input: unknown) => string;

/** No word that a caller's own context would have. A class would not do: the entries of the package are bundled apart. */
const KEY = "@roster/client: write";

/**
 * What a call's context says of an input of thousands of users that was just read from JSON: it need be neither
 * checked again, nor copied, nor measured, each of which takes as long as the reading. It is sent as `write` writes it.
 */
export const withRawBody = (write: BodyWriter) => ({ [KEY]: write });

/** How the call's input is written, where it is ready. */
export function findBodyWriter({ context }: Pick<Operation, "context">): BodyWriter | undefined {
  const write = context[KEY];
  return isBodyWriter(write) ? write : undefined;
}

const isBodyWriter = (value: unknown): value is BodyWriter => typeof value === "function";
