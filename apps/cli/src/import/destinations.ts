import { type AddUserOutcome, isRosterError, type RosterClient } from "@roster/client";
import type { Destination, Outcome } from "./entry.js";

/** A request carries megabytes, and may stand in the server's queue behind others. In milliseconds. */
const timeout = 120_000;

const EXISTS: Outcome = {
  status: "conflict",
  issues: [{ path: ["id"], message: "a user of this id exists already" }],
};

/** Adds the users, in one call. */
export function addUsers(roster: RosterClient, getOrCreate: boolean): Destination {
  return async (entries) => {
    const users = entries.map(({ user }) => user);
    try {
      const { results } = await roster.users.addMany(users, { getOrCreate, timeout });
      return results.map(toOutcome);
    } catch (error) {
      // A line that alone is more than the server reads need not stop those behind it.
      if (entries.length > 1 || !isRosterError(error, "TOO_LARGE")) throw error;
      return [{ status: "invalid", issues: [{ path: [], message: error.message }] }];
    }
  };
}

function valueTaken(path: readonly string[]): Outcome {
  const message = "another user has this value, and values are unique here";
  return { status: "conflict", issues: [{ path, message }] };
}

function toOutcome(result: AddUserOutcome): Outcome {
  if (result.status === "conflict") return result.path ? valueTaken(result.path) : EXISTS;
  return { status: result.status, issues: result.status === "invalid" ? [...result.issues] : [] };
}

/** What {@link addUsers} would do by the users that there are; changes nothing. */
export function foreseeUsers(roster: RosterClient, getOrCreate: boolean): Destination {
  return async (entries) => {
    const ids = entries.map(({ user }) => user.id);
    const { users } = await roster.users.getMany(ids, { timeout });
    const known = new Set(users.map(({ id }) => id));
    return entries.map(({ user: { id } }): Outcome => {
      const exists = known.has(id);
      known.add(id); // a second line of this id finds the first one's user
      if (exists) return getOrCreate ? { status: "existing", issues: [] } : EXISTS;
      return { status: "created", issues: [] };
    });
  };
}
