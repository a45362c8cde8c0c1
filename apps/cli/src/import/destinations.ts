import { isRosterError, type RosterClient } from "@roster/client";
import type { AddUserOutcome } from "@roster/contract";
import type { Destination, Outcome } from "./entry.js";

/** A request carries megabytes, and may stand in the server's queue behind others. In milliseconds. */
const context = { timeout: 120_000 };

const EXISTS: Outcome = {
  status: "conflict",
  issues: [{ path: ["id"], message: "a user of this id exists already" }],
};

/** Adds the users, in one call. */
export function addUsers({ trpc }: RosterClient, getOrCreate: boolean): Destination {
  return async (entries) => {
    const users = entries.map(({ user }) => user);
    try {
      const { results } = await trpc.users.addMany.mutate({ users, getOrCreate }, { context });
      return results.map(toOutcome);
    } catch (error) {
      // A line that alone is more than the server reads need not stop those behind it.
      if (entries.length > 1 || !isRosterError(error, "TOO_LARGE")) throw error;
      return [{ status: "invalid", issues: [{ path: [], message: error.message }] }];
    }
  };
}

function toOutcome(result: AddUserOutcome): Outcome {
  if (result.status === "conflict") return EXISTS;
  return { status: result.status, issues: result.status === "invalid" ? result.issues : [] };
}

/** Ids travel in the address, which has its bound; each takes three characters at least beside itself. */
const MAX_ID_CHARACTERS = 5_000;
const ID_EXTRA_CHARACTERS = 9;

/** What {@link addUsers} would do by the users that there are; changes nothing. */
export function foreseeUsers({ trpc }: RosterClient, getOrCreate: boolean): Destination {
  return async (entries) => {
    const known = new Set<string>();
    for (const ids of chunksOf(entries.map(({ user }) => user.id))) {
      const { users } = await trpc.users.getMany.query({ ids }, { context });
      for (const { id } of users) known.add(id);
    }
    return entries.map(({ user: { id } }): Outcome => {
      const exists = known.has(id);
      known.add(id); // a second line of this id finds the first one's user
      if (exists) return getOrCreate ? { status: "existing", issues: [] } : EXISTS;
      return { status: "created", issues: [] };
    });
  };
}

function* chunksOf(ids: readonly string[]): Generator<string[]> {
  let chunk: string[] = [];
  let room = MAX_ID_CHARACTERS;
  for (const id of ids) {
    room -= id.length + ID_EXTRA_CHARACTERS;
    if (room < 0 && chunk.length > 0) {
      yield chunk;
      chunk = [];
      room = MAX_ID_CHARACTERS - id.length - ID_EXTRA_CHARACTERS;
    }
    chunk.push(id);
  }
  if (chunk.length > 0) yield chunk;
}
