import { WrittenUser } from "@roster/contract";
import type { RosterClient } from "../create-client.js";
import { ready } from "../transport/ready-input.js";
import { isRosterError } from "../roster-error.js";
import { settle } from "../transport/settle.js";
import type { Destination, Outcome } from "./imported-line.js";
import type { ImportedUser } from "./to-user.js";

export interface DestinationOptions {
  readonly getOrCreate: boolean;
  readonly update: boolean;
  /** The name of the run, of which the requests' idempotency keys are made. */
  readonly run: string | undefined;
  readonly signal: AbortSignal | undefined;
}

/** A request carries megabytes, and may stand in the server's queue behind others. In milliseconds. */
const TIMEOUT = 120_000;

const CREATED: Outcome = { status: "created", issues: [] };
const EXISTING: Outcome = { status: "existing", issues: [] };
const UPDATED: Outcome = { status: "updated", issues: [] };
const EXISTS: Outcome = {
  status: "conflict",
  issues: [{ path: ["id"], message: "a user of this id exists already" }],
};

/** Adds the users, in one call. */
export function addUsers(
  { users: procedures }: RosterClient["trpc"],
  { getOrCreate, update, run, signal }: DestinationOptions,
): Destination {
  return async (entries) => {
    const users = entries.map(({ user }) => user);
    const key = run === undefined ? {} : { idempotencyKey: `${run}:${entries[0]?.line}` };
    const input = { users, getOrCreate, update, ...key };
    try {
      const request = toRequest(signal);
      const context = { ...request.context, ...ready((sent) => write(users, sent)) };
      const call = procedures.import.mutate(input, { ...request, context });
      return toOutcomes(await settle(call, { signal }));
    } catch (error) {
      // A line that alone is more than the server reads need not stop those behind it.
      if (entries.length > 1 || !isRosterError(error, "TOO_LARGE")) throw error;
      return [{ status: "invalid", issues: [{ path: [], message: error.message }] }];
    }
  };
}

/** As `JSON.stringify` would; with the users first, by which the server knows that they may be written plainly. */
function write(users: readonly ImportedUser[], input: unknown): string {
  const others = JSON.stringify(input, (key, value: unknown) =>
    key === "users" ? undefined : value,
  );
  const texts = users.map((user) =>
    user instanceof WrittenUser ? user.json : JSON.stringify(user),
  );
  const rest = others === "{}" ? "}" : `,${others.slice(1)}`;
  return `{"users":[${texts.join(",")}]${rest}`;
}

const toRequest = (signal: AbortSignal | undefined) => ({
  ...(signal && { signal }),
  context: { timeout: TIMEOUT },
});

type Answer = Awaited<ReturnType<RosterClient["trpc"]["users"]["import"]["mutate"]>>;

const statuses: Readonly<Record<string, Outcome>> = { c: CREATED, e: EXISTING, u: UPDATED };

function toOutcomes({ outcomes, refused }: Answer): Outcome[] {
  const reasons = refused.values();
  return Array.from(outcomes, (letter) => statuses[letter] ?? toRefusal(reasons.next().value));
}

function toRefusal(refused: Answer["refused"][number] | undefined): Outcome {
  if (refused?.status !== "conflict") return { status: "invalid", issues: refused?.issues ?? [] };
  return refused.path ? valueTaken(refused.path) : EXISTS;
}

function valueTaken(path: readonly string[]): Outcome {
  const message = "another user has this value, and values are unique here";
  return { status: "conflict", issues: [{ path, message }] };
}

/** What {@link addUsers} would do by the users that there are; changes nothing. */
export function foreseeUsers(
  { users }: RosterClient["trpc"],
  { getOrCreate, update, signal }: DestinationOptions,
): Destination {
  return async (entries) => {
    const ids = entries.map(({ user }) => user.id);
    const found = await settle(users.getMany.query({ ids }, toRequest(signal)), { signal });
    const known = new Set(found.users.map(({ id }) => id));
    return entries.map(({ user: { id } }): Outcome => {
      const exists = known.has(id);
      known.add(id); // a second line of this id finds the first one's user
      if (!exists) return CREATED;
      if (update) return UPDATED;
      return getOrCreate ? EXISTING : EXISTS;
    });
  };
}
