import { RawUser } from "@roster/contract";
import type { RosterClient } from "../create-client.js";
import { withRawBody } from "../transport/raw-body.js";
import { isRosterError } from "../roster-error.js";
import { withAbortReason } from "../transport/trpc-call.js";
import type { ImportTarget, ImportOutcome } from "./imported-line.js";
import type { ImportedUser } from "./to-user.js";

export interface ImportTargetOptions {
  readonly getOrCreate: boolean;
  readonly update: boolean;
  /** The name of the run, of which the requests' idempotency keys are made. */
  readonly run: string | undefined;
  readonly signal: AbortSignal | undefined;
}

/** A request carries megabytes, and may stand in the server's queue behind others. In milliseconds. */
const TIMEOUT = 120_000;

const CREATED: ImportOutcome = { status: "created", issues: [] };
const EXISTING: ImportOutcome = { status: "existing", issues: [] };
const UPDATED: ImportOutcome = { status: "updated", issues: [] };
const CONFLICT: ImportOutcome = {
  status: "conflict",
  issues: [{ path: ["id"], message: "a user of this id exists already" }],
};

/** Adds the users, in one call. */
export function runImport(
  { users: procedures }: RosterClient["trpc"],
  { getOrCreate, update, run, signal }: ImportTargetOptions,
): ImportTarget {
  return async (entries) => {
    const users = entries.map(({ user }) => user);
    const key = run === undefined ? {} : { idempotencyKey: `${run}:${entries[0]?.line}` };
    const input = { users, getOrCreate, update, ...key };
    try {
      const request = toImportRequestOptions(signal);
      const context = { ...request.context, ...withRawBody((sent) => writeBody(users, sent)) };
      const call = procedures.import.mutate(input, { ...request, context });
      return toOutcomes(await withAbortReason(call, { signal }));
    } catch (error) {
      // A line that alone is more than the server reads need not stop those behind it.
      if (entries.length > 1 || !isRosterError(error, "TOO_LARGE")) throw error;
      return [{ status: "invalid", issues: [{ path: [], message: error.message }] }];
    }
  };
}

/** As `JSON.stringify` would; with the users first, by which the server knows that they may be written plainly. */
function writeBody(users: readonly ImportedUser[], input: unknown): string {
  const others = JSON.stringify(input, (key, value: unknown) =>
    key === "users" ? undefined : value,
  );
  const texts = users.map((user) => (user instanceof RawUser ? user.json : JSON.stringify(user)));
  const rest = others === "{}" ? "}" : `,${others.slice(1)}`;
  return `{"users":[${texts.join(",")}]${rest}`;
}

const toImportRequestOptions = (signal: AbortSignal | undefined) => ({
  ...(signal && { signal }),
  context: { timeout: TIMEOUT },
});

type ImportResponse = Awaited<ReturnType<RosterClient["trpc"]["users"]["import"]["mutate"]>>;

const statuses: Readonly<Record<string, ImportOutcome>> = { c: CREATED, e: EXISTING, u: UPDATED };

function toOutcomes({ outcomes, refused }: ImportResponse): ImportOutcome[] {
  const reasons = refused.values();
  return Array.from(outcomes, (letter) => statuses[letter] ?? toRejection(reasons.next().value));
}

function toRejection(refused: ImportResponse["refused"][number] | undefined): ImportOutcome {
  if (refused?.status !== "conflict") return { status: "invalid", issues: refused?.issues ?? [] };
  return refused.path ? toUniqueConflict(refused.path) : CONFLICT;
}

function toUniqueConflict(path: readonly string[]): ImportOutcome {
  const message = "another user has this value, and values are unique here";
  return { status: "conflict", issues: [{ path, message }] };
}

/** What {@link runImport} would do by the users that there are; changes nothing. */
export function previewImport(
  { users }: RosterClient["trpc"],
  { getOrCreate, update, signal }: ImportTargetOptions,
): ImportTarget {
  return async (entries) => {
    const ids = entries.map(({ user }) => user.id);
    const found = await withAbortReason(
      users.getMany.query({ ids }, toImportRequestOptions(signal)),
      { signal },
    );
    const known = new Set(found.users.map(({ id }) => id));
    return entries.map(({ user: { id } }): ImportOutcome => {
      const exists = known.has(id);
      known.add(id); // a second line of this id finds the first one's user
      if (!exists) return CREATED;
      if (update) return UPDATED;
      return getOrCreate ? EXISTING : CONFLICT;
    });
  };
}
