import { setImmediate } from "node:timers/promises";
import { AppError, type ReplayedUser } from "@roster/contract";

/** How much data is read before other calls run: a few milliseconds, however small the values are. */
const TURN_CHARACTERS = 131_072;

/**
 * Maps users whose data has to be read, in turns: the event loop runs other calls in between.
 *
 * @throws AppError CANCELLED if the caller no longer waits for the response.
 */
export async function mapInTurns(
  users: readonly ReplayedUser[],
  map: (user: ReplayedUser) => ReplayedUser,
  getSignal?: () => AbortSignal,
): Promise<ReplayedUser[]> {
  const mapped: ReplayedUser[] = [];
  let read = 0;
  for (const user of users) {
    mapped.push(map(user));
    read += user.data.text.length;
    if (read < TURN_CHARACTERS) continue;
    read = 0;
    await setImmediate();
    if (getSignal?.().aborted) throw new AppError("CANCELLED", "The caller closed the connection");
  }
  return mapped;
}
