import type { Operation } from "@trpc/client";

type Write = (input: unknown) => string;

/**
 * What a call's context says of an input of thousands of users that was just read from JSON: it need be neither
 * checked again, nor copied, nor measured, each of which takes as long as the reading. It is sent as `write` writes it.
 */
export const ready = (write: Write) => ({ write });

/** How the call's input is written, where it is ready. */
export function writerOf({ context }: Pick<Operation, "context">): Write | undefined {
  const { write } = context;
  return isWrite(write) ? write : undefined;
}

const isWrite = (value: unknown): value is Write => typeof value === "function";
