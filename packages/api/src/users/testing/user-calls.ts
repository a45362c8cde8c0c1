import { isAppError } from "@roster/contract";
import { isJsonText, parseJson, type ParsedJson, stringifyJson } from "@roster/contract/json";
import { TEXT_KEYS } from "../../trpc/transport-request.js";
import { toAppError } from "../../trpc/error-mapping.js";
import type { TestApi } from "../../testing.js";
import { A_TIME, ModelError } from "./model-types.js";
import type { UserModel } from "./user-model.js";

type Procedures = TestApi["raw" | "server"]["users"];

export type Name = Extract<keyof UserModel, keyof Procedures>;
/** A call of both the model and the API. */
export type Call = { [One in Name]: readonly [One, Parameters<UserModel[One]>[0]] }[Name];

/** All ids that the calls use. */
export const callIds = ["a", "B", "c-1", "d_2"] as const;

/** The call with its idempotency key made unique to this sequence of calls. */
export function withSequenceKey(sequence: number, [name, input]: Call): Call {
  if (!("idempotencyKey" in input) || input.idempotencyKey === undefined)
    return [name, input] as Call;
  return [name, { ...input, idempotencyKey: `${sequence} ${input.idempotencyKey}` }] as Call;
}

/** Calls the API directly, or with the input as the server parses it, with data as text. */
export function callApi(
  users: Procedures,
  [name, input]: Call,
  isWritten = false,
): Promise<unknown> {
  const call = users[name] as (input: unknown) => Promise<unknown>;
  return call(isWritten ? parseJson(stringifyJson(input), { textKeys: TEXT_KEYS }) : input);
}

export function callModel(model: UserModel, [name, input]: Call): unknown {
  return (model[name] as (input: unknown) => unknown).call(model, input);
}

export async function outcomeOf(run: () => unknown): Promise<unknown> {
  try {
    return withoutTimes(await run());
  } catch (error) {
    return { refused: reasonOf(error) };
  }
}

function reasonOf(thrown: unknown) {
  if (thrown instanceof ModelError) return { code: thrown.code, isKeyReused: thrown.isKeyReused };
  const { code, details } = isAppError(thrown) ? thrown : toAppError(thrown);
  return { code, isKeyReused: details !== undefined && "idempotencyKey" in details };
}

/** Without times, unless they are inconsistent, and with data as text, to compare the tokens and the order of keys. */
export function withoutTimes(value: unknown): unknown {
  return simplify(parseJson(stringifyJson(value ?? null), { textKeys: new Set(["data"]) }));
}

const stateTimes: ReadonlySet<string> = new Set([
  "deactivatedAt",
  "deletedAt",
  "bannedAt",
  "tokensValidAfter",
]);

function simplify(value: ParsedJson, name = ""): unknown {
  if (isJsonText(value)) return value.text;
  if (name.endsWith("Cursor") && typeof value === "string") return "a cursor";
  if (stateTimes.has(name) && typeof value === "string") return A_TIME;
  if (name === "issues" && Array.isArray(value) && value.length > 0) return "some";
  if (Array.isArray(value)) return value.map((item) => simplify(item));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, part]) => [key, simplify(part, key)] as const);
  const { createdAt, updatedAt, ...user } = Object.fromEntries(entries);
  if (typeof createdAt !== "string" || typeof updatedAt !== "string") return user;
  const fit = createdAt <= updatedAt && (createdAt === updatedAt) === (user["version"] === 1);
  return fit || createdAt === "" ? user : { ...user, createdAt, updatedAt };
}
