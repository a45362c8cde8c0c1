import {
  type AddManyUsersInput,
  type AddUserOutcome,
  AppError,
  findAddUserIssues,
  invalid,
  type Issue,
  STATE_KEYS,
} from "@roster/contract";
import { type JsonText, stringifyJson, toJsonText } from "@roster/contract/json";
import { type CallFingerprint, fromTimestamp, type NewUser } from "@roster/db";
import { assertOwn } from "../auth/access.js";
import { type Actor, ownerOf } from "../auth/actor.js";
import type { CallValidator } from "../data-schema/validator.js";
import { callsForUsers } from "../rate-limit/rate-limiter.js";
import type { Services } from "../services.js";
import { assertNotRemoved } from "./assert-not-removed.js";
import { assertNoHiddenUnique } from "./unique-guard.js";
import { toIdempotentBatch } from "./idempotency/idempotent-call.js";
import { toNewState } from "./lifecycle/new-state.js";

type NewUserInput = AddManyUsersInput["users"][number];

type NewUsersProcedure = "users.addMany" | "users.import";

/** The common input of the calls that add many users. */
export interface NewUsersInput {
  readonly users: readonly NewUserInput[];
  readonly getOrCreate?: boolean | undefined;
  readonly idempotencyKey?: string | undefined;
}

/** A user that cannot be stored, with the reasons. */
export interface InvalidUser {
  readonly id: unknown;
  readonly issues: Issue[];
}

/** The users of a call, each valid or invalid, and how to write them. */
export interface ValidatedUsers {
  readonly checked: readonly (NewUser | InvalidUser)[];
  readonly appId: string;
  readonly idempotency: CallFingerprint | undefined;
}

interface NewUsersContext {
  readonly actor: Actor;
  readonly services: Services;
  readonly chargeAs: (calls: number) => Promise<void>;
  readonly isUserStored: boolean;
}

/** @throws AppError FORBIDDEN if the actor may not add one of the users; INVALID if many take too long to validate. */
export async function validateNewUsers(
  { actor, services, chargeAs, isUserStored }: NewUsersContext,
  procedure: NewUsersProcedure,
  input: NewUsersInput,
): Promise<ValidatedUsers> {
  const { users, getOrCreate = false, idempotencyKey: key } = input;
  for (const user of users) authorizeAdd(actor, user);
  await chargeAs(callsForUsers(users.length));
  await assertNotRemoved({ actor, services, isUserStored });
  const validator = await services.dataSchemas.validatorFor(actor.appId);
  const rules = { getOrCreate, limitBytes: services.maxDataBytes };
  const readUsers = users.map((user) => readUser(user, rules));
  const checked = validator
    ? await validateData(readUsers, validator.forCall(ownerOf(actor)))
    : readUsers.map(toNewUser);
  const texts = checked.flatMap((user) => (isValid(user) ? user.dataJson : []));
  await assertNoHiddenUnique({ actor, services }, texts);
  const validated = { checked, appId: actor.appId };
  if (key === undefined) return { ...validated, idempotency: undefined };
  // Includes the indexes of invalid users, because outcomes are stored only for the others and rules can change.
  const call = { ...input, bad: checked.flatMap((user, index) => (isValid(user) ? [] : [index])) };
  const userJsons = users.map((user) => stringifyJson(user));
  const keyed = { procedure, key, actor, id: checked.find(isValid)?.id ?? "" };
  const idempotency = toIdempotentBatch(keyed, { input: call, userJsons });
  return { ...validated, idempotency };
}

export const isValid = (user: NewUser | InvalidUser): user is NewUser => !("issues" in user);

interface Rules {
  /** The default for users without their own `getOrCreate`. */
  readonly getOrCreate: boolean;
  readonly limitBytes: number;
}

/** A user whose data may violate the app's schema. */
interface ReadUser extends Omit<NewUser, "dataJson"> {
  readonly data: JsonText;
}

function readUser(user: NewUserInput, rules: Rules): ReadUser | InvalidUser {
  const issues = findAddUserIssues(user);
  if (issues.length > 0) return { id: user?.id, issues };
  const { createdAt, updatedAt = createdAt, getOrCreate = rules.getOrCreate } = user;
  const data = toJsonText(user.data ?? {});
  const sizeIssues = findSizeIssues(data, rules);
  if (sizeIssues) return { id: user.id, issues: sizeIssues };
  const times = toTimes(createdAt, updatedAt);
  return { id: user.id, data, getOrCreate, times, changeState: toNewState(user) };
}

function toNewUser(user: ReadUser | InvalidUser): NewUser | InvalidUser {
  if ("issues" in user) return user;
  const { data, ...rest } = user;
  return { ...rest, dataJson: data.text };
}

async function validateData(
  users: readonly (ReadUser | InvalidUser)[],
  validator: CallValidator,
): Promise<(NewUser | InvalidUser)[]> {
  const read = users.flatMap((user, index) => ("data" in user ? { index, data: user.data } : []));
  const found = await validator.checkAll(
    read.map(({ data }) => data),
    (at) => ["users", read[at]?.index ?? at, "data"],
  );
  const next = found.values();
  return users.map((user) => {
    const issues = "data" in user ? (next.next().value ?? []) : [];
    return issues.length > 0 ? { id: user.id, issues: [...issues] } : toNewUser(user);
  });
}

function findSizeIssues({ text }: JsonText, { limitBytes }: Rules): Issue[] | undefined {
  const bytes = Buffer.byteLength(text);
  if (bytes <= limitBytes) return undefined;
  return [{ path: ["data"], message: `has ${bytes} bytes; at most ${limitBytes} are allowed` }];
}

const serverKeys = ["createdAt", "updatedAt", ...STATE_KEYS] as const;

/** Only backends may import a user with its history and state. */
function authorizeAdd(actor: Actor, user: NewUserInput): void {
  assertOwn(actor, user?.id);
  if (actor.kind !== "user") return;
  const key = serverKeys.find((one) => user?.[one] !== undefined);
  if (key) throw new AppError("FORBIDDEN", `Only a server token can set ${key}`);
}

function toTimes(createdAt: string | undefined, updatedAt: string | undefined) {
  if (createdAt === undefined || updatedAt === undefined) return undefined;
  return { createdAt: fromTimestamp(createdAt), updatedAt: fromTimestamp(updatedAt) };
}

export function toInvalidOutcome({
  id,
  issues,
}: InvalidUser): AddUserOutcome & { status: "invalid" } {
  const copies = issues.map(({ path, message }) => ({ path: [...path], message }));
  return { status: "invalid", ...(typeof id === "string" && { id }), issues: copies };
}

/** @throws AppError INVALID if any user is invalid. */
export function requireAllValid(checked: ValidatedUsers["checked"]): NewUser[] {
  const [first, ...rest] = checked.flatMap((user, index) =>
    isValid(user)
      ? []
      : user.issues.map(({ path, message }) => ({ path: ["users", index, ...path], message })),
  );
  if (first) throw invalid([first, ...rest]);
  return checked.filter(isValid);
}
