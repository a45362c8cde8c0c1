import { isAppError, parseRawUsers, type User } from "@roster/contract";
import { toAppError } from "../../trpc/error-mapping.js";
import type { TestApi } from "../../testing.js";
import { acceptsRawUsers } from "../new-users.js";
import { ModelError } from "./model-types.js";
import type { UserModel } from "./user-model.js";

type Procedures = TestApi["server"]["users"];

export type Name = Exclude<keyof UserModel, "all">;
/** One call of the model and of the API, by the same name with the same input. */
export type Call = { [One in Name]: readonly [One, Parameters<UserModel[One]>[0]] }[Name];

/** All ids that the calls name. */
export const callIds = ["a", "B", "c-1", "d_2"] as const;

/** The call with the keys of one sequence of calls, apart from those of others. */
export function withSequenceKey(sequence: number, [name, input]: Call): Call {
  if (!("idempotencyKey" in input) || input.idempotencyKey === undefined)
    return [name, input] as Call;
  return [name, { ...input, idempotencyKey: `${sequence} ${input.idempotencyKey}` }] as Call;
}

/** As a caller of this process, or with what the server reads of the same call, whose users may be written ones. */
export function callApi(
  users: Procedures,
  [name, input]: Call,
  isWritten = false,
): Promise<unknown> {
  const call = users[name] as (input: unknown) => Promise<unknown>;
  const isRead = isWritten && acceptsRawUsers(`users.${name}`);
  return call(isRead ? parseRawUsers(JSON.stringify(input)) : input);
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

/** Without times, but where they do not fit; data as its text, which has the order of its keys. */
export function withoutTimes(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null), (name, part: unknown) => {
    if (name === "issues" && Array.isArray(part) && part.length > 0) return "some";
    if (name.endsWith("Cursor") && typeof part === "string") return "a cursor";
    if (typeof part !== "object" || part === null || !("version" in part)) return part;
    if (!("data" in part)) return part;
    const { createdAt = "", updatedAt = "", ...user } = part as Partial<User>;
    const fit = createdAt <= updatedAt && (createdAt === updatedAt) === (user.version === 1);
    const times = createdAt !== "" && !fit && { createdAt, updatedAt };
    return { ...user, ...times, data: JSON.stringify(user.data) };
  });
}
