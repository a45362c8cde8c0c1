import type { Operation } from "@trpc/client";

type Write = (input: unknown) => string;

/** No word that a caller's own context would have. A class would not do: the entries of the package are bundled apart. */
const KEY = "@roster/client: write";

/**
 * What a call's context says of an input of thousands of users that was just read from JSON: it need be neither
 * checked again, nor copied, nor measured, each of which takes as long as the reading. It is sent as `write` writes it.
 */
export const ready = (write: Write) => ({ [KEY]: write });

/** How the call's input is written, where it is ready. */
export function writerOf({ context }: Pick<Operation, "context">): Write | undefined {
  const write = context[KEY];
  return isWrite(write) ? write : undefined;
}

const isWrite = (value: unknown): value is Write => typeof value === "function";
