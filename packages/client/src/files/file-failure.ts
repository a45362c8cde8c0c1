import { isRosterError, createRosterError } from "../roster-error.js";

interface Reading {
  readonly name: string | undefined;
  readonly signal: AbortSignal | undefined;
}

/** What reading a source threw, as an error of Roster's; an abort's reason as it was given. */
export function toReadError(error: unknown, { name = "The file", signal }: Reading): unknown {
  if (signal?.aborted) return signal.reason;
  if (isRosterError(error)) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return createRosterError("INVALID", `${name} cannot be read: ${reason}`, { cause: error });
}
