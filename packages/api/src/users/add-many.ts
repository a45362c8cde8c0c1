import {
  AddManyUsersInput,
  AddManyUsersResult,
  type AddUserOutcome,
  AppError,
  findAddUserIssues,
  invalid,
  type Issue,
} from "@roster/contract";
import {
  type Breach,
  type Database,
  fromTimestamp,
  type InsertOrFound,
  type NewUser,
  type Once,
} from "@roster/db";
import { type Actor, authorize } from "../auth/actor.js";
import type { Validator } from "../data-schema/data-schemas.js";
import { procedure } from "../trpc.js";
import { orKeyTaken, toOnce } from "./once.js";

type NewUserInput = AddManyUsersInput["users"][number];

/** Where and how users are written. */
interface Target {
  readonly database: Database;
  readonly appId: string;
  readonly once: Once | undefined;
}

/** A user that cannot be stored. */
interface Rejected {
  readonly id: unknown;
  readonly issues: Issue[];
}

/** Adds many users in one statement: each whose id is free, or, with `atomic`, all of them or none. */
export const addMany = procedure
  .input(AddManyUsersInput)
  .output(AddManyUsersResult)
  .mutation(async ({ ctx: { actor, services }, input }) => {
    const { users, atomic = false, getOrCreate = false } = input;
    for (const user of users) authorizeAdd(actor, user);
    const schema = await services.dataSchemas.current(actor.appId);
    const checked = users.map((user) =>
      heldTo(schema, check(user, getOrCreate, services.maxDataBytes)),
    );
    const { appId } = actor;
    const key = input.idempotencyKey;
    // With who is bad, since outcomes are kept of the others: the rules of what is good can change.
    const call = { ...input, bad: checked.flatMap((user, index) => (isGood(user) ? [] : [index])) };
    const once = key === undefined ? undefined : toOnce("users.addMany", key, call);
    const target = { database: services.database, appId, once };
    if (atomic) return { results: await addAll(target, checked) };
    const good = checked.filter(isGood);
    const written = good.length === 0 ? [] : await addEach(target, good);
    const next = written.values();
    return {
      results: checked.map((user) =>
        isGood(user) ? toOutcome(user.id, next.next().value ?? null) : toInvalid(user),
      ),
    };
  });

const isGood = (user: NewUser | Rejected): user is NewUser => !("issues" in user);

function check(user: NewUserInput, byDefault: boolean, limitBytes: number): NewUser | Rejected {
  const issues = findAddUserIssues(user);
  if (issues.length > 0) return { id: user?.id, issues };
  const { id, data = {}, getOrCreate = byDefault, createdAt, updatedAt = createdAt } = user;
  const text = JSON.stringify(data);
  const bytes = Buffer.byteLength(text);
  if (bytes <= limitBytes) return { id, data, text, getOrCreate, ...toTimes(createdAt, updatedAt) };
  const message = `has ${bytes} bytes; at most ${limitBytes} are kept`;
  return { id, issues: [{ path: ["data"], message }] };
}

/** A backend may bring a user with its history; no user makes up its own. */
function authorizeAdd(actor: Actor, user: NewUserInput): void {
  authorize(actor, "write", user?.id);
  const isTimed = user?.createdAt !== undefined || user?.updatedAt !== undefined;
  if (!isTimed || actor.kind !== "user") return;
  throw new AppError("FORBIDDEN", "Only a server token may say when a user was created");
}

function toTimes(createdAt: string | undefined, updatedAt: string | undefined) {
  if (createdAt === undefined || updatedAt === undefined) return {};
  return { times: { createdAt: fromTimestamp(createdAt), updatedAt: fromTimestamp(updatedAt) } };
}

function heldTo(schema: Validator | null, user: NewUser | Rejected): NewUser | Rejected {
  const issues = schema && isGood(user) ? schema(user.data) : [];
  return issues.length > 0 ? { id: user.id, issues } : user;
}

function toOutcome(id: string, written: InsertOrFound | Breach | null): AddUserOutcome {
  if (!written) return { status: "conflict", id };
  if ("path" in written) return { status: "conflict", id, path: [...written.path] };
  return { status: written.inserted ? "created" : "existing", user: written.user };
}

function toInvalid({ id, issues }: Rejected): AddUserOutcome {
  const copies = issues.map(({ path, message }) => ({ path: [...path], message }));
  return { status: "invalid", ...(typeof id === "string" && { id }), issues: copies };
}

async function addEach({ database, appId, once }: Target, users: readonly NewUser[]) {
  if (!once) return database.userBatches.insertOrFind(appId, users);
  const result = await database.onceBatches.addEach({ appId, users }, once);
  return orKeyTaken(result, { key: once.key, id: users[0]?.id ?? "" });
}

async function addAllGood({ database, appId, once }: Target, users: readonly NewUser[]) {
  if (!once) return database.userBatches.insertAllOrFind(appId, users);
  const result = await database.onceBatches.addAll({ appId, users }, once);
  return orKeyTaken(result, { key: once.key, id: users[0]?.id ?? "" });
}

async function addAll(
  target: Target,
  checked: readonly (NewUser | Rejected)[],
): Promise<AddUserOutcome[]> {
  const [first, ...rest] = checked.flatMap((user, index) =>
    isGood(user)
      ? []
      : user.issues.map(({ path, message }) => ({ path: ["users", index, ...path], message })),
  );
  if (first) throw invalid([first, ...rest]);
  const result = await addAllGood(target, checked.filter(isGood));
  if ("conflicts" in result) throw conflict(result.conflicts);
  return result.map((written) => toOutcome(written.user.id, written));
}

function conflict(ids: readonly string[]): AppError {
  const [id = ""] = ids;
  const more = ids.length > 1 ? ` (and ${ids.length - 1} more of these users)` : "";
  return new AppError("CONFLICT", `User ${id} exists already${more}; none was added`, {
    details: { id, ids },
  });
}
