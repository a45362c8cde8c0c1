import type { Operation } from "@trpc/client";

type Write = (input: unknown) => string;

class ReadyInput {
  readonly write: Write;

  constructor(write: Write) {
    this.write = write;
  }
}

/**
 * What a call's context says of an input of thousands of users that was just read from JSON: it need be neither
 * checked again, nor copied, nor measured, each of which takes as long as the reading. It is sent as `write` writes it.
 */
export const ready = (write: Write) => ({ ready: new ReadyInput(write) });

/** How the call's input is written, where it is ready. */
export function writerOf({ context }: Pick<Operation, "context">): Write | undefined {
  return context["ready"] instanceof ReadyInput ? context["ready"].write : undefined;
}
