import {
  type AddManyUsersInput,
  type AddUserOutcome,
  AppError,
  findAddUserIssues,
  invalid,
  type Issue,
  RawUser,
} from "@roster/contract";
import type { JsonObject } from "@roster/contract/json";
import { type Database, fromTimestamp, type NewUser } from "@roster/db";
import { type Actor, authorize } from "../auth/actor.js";
import type { Validator } from "../data-schema/data-schemas.js";
import type { Services } from "../services.js";
import { type IdempotentCall, toIdempotentBatch } from "./idempotency/idempotent-call.js";

type NewUserInput = AddManyUsersInput["users"][number];

const procedures = ["users.addMany", "users.import"] as const;

type NewUsersProcedure = (typeof procedures)[number];

/** Whether the users of a procedure's input may be {@link RawUser}s, which `parseRawUsers` reads. */
export const acceptsRawUsers = (procedure: string): boolean =>
  procedures.some((name) => name === procedure);

/** What calls that add many users have in common. */
export interface NewUsersInput {
  readonly users: readonly NewUserInput[];
  readonly getOrCreate?: boolean | undefined;
  readonly idempotencyKey?: string | undefined;
}

/** A user that cannot be stored. */
export interface InvalidUser {
  readonly id: unknown;
  readonly issues: Issue[];
}

/** The users of a call, each found good or bad, and where and how they are written. */
export interface ValidatedUsers {
  readonly checked: readonly (NewUser | InvalidUser)[];
  readonly database: Database;
  readonly appId: string;
  readonly idempotency: IdempotentCall | undefined;
}

interface NewUsersContext {
  readonly actor: Actor;
  readonly services: Services;
  readonly isJson?: boolean | undefined;
}

/** @throws AppError FORBIDDEN where one of them is not the actor's to add. */
export async function validateNewUsers(
  { actor, services, isJson = false }: NewUsersContext,
  procedure: NewUsersProcedure,
  input: NewUsersInput,
): Promise<ValidatedUsers> {
  const { users, getOrCreate = false, idempotencyKey: key } = input;
  for (const user of users) authorizeAdd(actor, user);
  const schema = await services.dataSchemas.validatorFor(actor.appId);
  const rules = { isJson, getOrCreate, limitBytes: services.maxDataBytes };
  const checked = users.map((user) => checkSchema(schema, validate(user, rules)));
  const found = { checked, database: services.database, appId: actor.appId };
  if (key === undefined) return { ...found, idempotency: undefined };
  // With who is bad, since outcomes are kept of the others: the rules of what is good can change.
  const call = { ...input, bad: checked.flatMap((user, index) => (isValid(user) ? [] : [index])) };
  const texts = users.map((user, index) => toUserJson(user, checked[index]));
  return { ...found, idempotency: toIdempotentBatch(procedure, key, { input: call, texts }) };
}

export const isValid = (user: NewUser | InvalidUser): user is NewUser => !("issues" in user);

interface Rules {
  readonly isJson: boolean;
  /** For users that do not say it themselves. */
  readonly getOrCreate: boolean;
  readonly limitBytes: number;
}

function validate(user: NewUserInput, rules: Rules): NewUser | InvalidUser {
  if (user instanceof RawUser) {
    return checkSize(new ValidUser(user, user.dataJson, rules), rules);
  }
  const parsedText =
    rules.isJson && user?.data !== undefined ? JSON.stringify(user.data) : undefined;
  const issues = findAddUserIssues(user, parsedText);
  if (issues.length > 0) return { id: user?.id, issues };
  const text = parsedText ?? JSON.stringify(user.data ?? {});
  return checkSize(new ValidUser(user, text, rules), rules);
}

/** Of a user whose data is not parsed yet it need never be. */
class ValidUser implements NewUser {
  readonly id: string;
  readonly dataJson: string;
  readonly getOrCreate: boolean;
  readonly times: NewUser["times"];
  readonly #user: NewUserInput;

  constructor(user: NewUserInput, text: string, rules: Rules) {
    const { createdAt, updatedAt = createdAt, getOrCreate = rules.getOrCreate } = user;
    this.#user = user;
    this.id = user.id;
    this.dataJson = text;
    this.getOrCreate = getOrCreate;
    this.times = toTimes(createdAt, updatedAt);
  }

  get data(): JsonObject {
    return this.#user.data ?? {};
  }
}

function checkSize(user: NewUser, { limitBytes }: Rules): NewUser | InvalidUser {
  const bytes = Buffer.byteLength(user.dataJson);
  if (bytes <= limitBytes) return user;
  const message = `has ${bytes} bytes; at most ${limitBytes} are kept`;
  return { id: user.id, issues: [{ path: ["data"], message }] };
}

/** The user as JSON text. */
function toUserJson(user: NewUserInput, checked: NewUser | InvalidUser | undefined): string {
  if (user instanceof RawUser) return user.json;
  if (!checked || !isValid(checked)) return JSON.stringify(user);
  const [first, second, ...others] = Object.keys(user);
  const isPlain = first === "id" && second === "data" && others.length === 0;
  return isPlain ? `{"id":"${user.id}","data":${checked.dataJson}}` : JSON.stringify(user);
}

/** A backend may bring a user with its history; no user makes up its own. */
function authorizeAdd(actor: Actor, user: NewUserInput): void {
  authorize(actor, "write", user?.id);
  const isTimed = user?.createdAt !== undefined || user?.updatedAt !== undefined;
  if (!isTimed || actor.kind !== "user") return;
  throw new AppError("FORBIDDEN", "Only a server token may say when a user was created");
}

function toTimes(createdAt: string | undefined, updatedAt: string | undefined) {
  if (createdAt === undefined || updatedAt === undefined) return undefined;
  return { createdAt: fromTimestamp(createdAt), updatedAt: fromTimestamp(updatedAt) };
}

function checkSchema(schema: Validator | null, user: NewUser | InvalidUser): NewUser | InvalidUser {
  const issues = schema && isValid(user) ? schema(user.data) : [];
  return issues.length > 0 ? { id: user.id, issues } : user;
}

export function toInvalidOutcome({
  id,
  issues,
}: InvalidUser): AddUserOutcome & { status: "invalid" } {
  const copies = issues.map(({ path, message }) => ({ path: [...path], message }));
  return { status: "invalid", ...(typeof id === "string" && { id }), issues: copies };
}

/** @throws AppError INVALID where a user cannot be stored. */
export function requireAllValid({ checked }: ValidatedUsers): NewUser[] {
  const [first, ...rest] = checked.flatMap((user, index) =>
    isValid(user)
      ? []
      : user.issues.map(({ path, message }) => ({ path: ["users", index, ...path], message })),
  );
  if (first) throw invalid([first, ...rest]);
  return checked.filter(isValid);
}
