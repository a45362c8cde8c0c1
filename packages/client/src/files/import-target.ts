import type { ImportUsersInput } from "@roster/contract";
import { trustedJsonText } from "@roster/contract/json";
import type { RosterClient } from "../create-client.js";
import { isRosterError } from "../roster-error.js";
import { withAbortReason } from "../transport/trpc-call.js";
import type { ImportTarget, ImportOutcome } from "./imported-line.js";
import type { TextUser } from "./to-user.js";

export interface ImportTargetOptions {
  readonly getOrCreate: boolean;
  readonly update: boolean;
  /** The prefix of the idempotency keys of all requests. */
  readonly run: string | undefined;
  readonly signal: AbortSignal | undefined;
}

/** In milliseconds; a request can contain several megabytes and wait in the server's queue. */
const TIMEOUT = 120_000;

const CREATED: ImportOutcome = { status: "created", issues: [] };
const EXISTING: ImportOutcome = { status: "existing", issues: [] };
const UPDATED: ImportOutcome = { status: "updated", issues: [] };
const CONFLICT: ImportOutcome = {
  status: "conflict",
  issues: [{ path: ["id"], message: "a user with this id already exists" }],
};

const DELETED_CONFLICT: ImportOutcome = {
  status: "conflict",
  issues: [
    {
      path: ["id"],
      message: "belongs to a softly removed user; restore that user, or remove it for good",
    },
  ],
};

/** Imports entries in one call. */
export function runImport(
  { users: procedures }: RosterClient["trpc"],
  { getOrCreate, update, run, signal }: ImportTargetOptions,
): ImportTarget {
  return async (entries) => {
    const users = entries.map(({ user }) => toInput(user));
    const key = run === undefined ? {} : { idempotencyKey: `${run}:${entries[0]?.line}` };
    const input = { users, getOrCreate, update, ...key };
    try {
      const call = procedures.import.mutate(input, toImportRequestOptions(signal));
      return toOutcomes(await withAbortReason(call, { signal }));
    } catch (error) {
      // A single line that exceeds the server's limit does not stop the import.
      if (entries.length > 1 || !isRosterError(error, "TOO_LARGE")) throw error;
      return [{ status: "invalid", issues: [{ path: [], message: error.message }] }];
    }
  };
}

/** The user as text, which links splice into the request. Ids and times have no characters to escape. */
function toInput(user: TextUser): ImportUsersInput["users"][number] {
  const { id, data, createdAt, updatedAt, ...state } = user;
  const created = createdAt === undefined ? "" : `,"createdAt":"${createdAt}"`;
  const updated = updatedAt === undefined ? "" : `,"updatedAt":"${updatedAt}"`;
  const states = Object.entries(state).map(([key, value]) => `,"${key}":${JSON.stringify(value)}`);
  const members = `"id":"${id}","data":${data.text}${created}${updated}${states.join("")}`;
  const text: unknown = trustedJsonText(`{${members}}`);
  return text as ImportUsersInput["users"][number]; // oxlint-disable-line typescript/consistent-type-assertions -- toJSON returns it
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
  if (refused.deletedAt !== undefined) return DELETED_CONFLICT;
  return refused.path ? toUniqueConflict(refused.path) : CONFLICT;
}

function toUniqueConflict(path: readonly string[]): ImportOutcome {
  const message = "another user already has this value, which must be unique";
  return { status: "conflict", issues: [{ path, message }] };
}

/** Predicts what {@link runImport} would do, from the stored ids. Changes nothing. */
export function previewImport(
  { users }: RosterClient["trpc"],
  { getOrCreate, update, signal }: ImportTargetOptions,
): ImportTarget {
  return async (entries) => {
    const ids = entries.map(({ user }) => user.id);
    const found = await withAbortReason(
      users.getMany.query({ ids, includeDeleted: true }, toImportRequestOptions(signal)),
      { signal },
    );
    const known = new Set(found.users.map(({ id }) => id));
    const deleted = new Set(found.users.flatMap(({ id, deletedAt }) => (deletedAt ? id : [])));
    return entries.map(({ user: { id } }): ImportOutcome => {
      if (deleted.has(id)) return DELETED_CONFLICT;
      const exists = known.has(id);
      known.add(id); // a second line with this id finds the user of the first
      if (!exists) return CREATED;
      if (update) return UPDATED;
      return getOrCreate ? EXISTING : CONFLICT;
    });
  };
}
