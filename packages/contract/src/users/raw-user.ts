import { parseExactJson } from "../json/exact-json.js";
import type { JsonObject, JsonValue } from "../json/json-value.js";
import { MAX_BATCH_USERS } from "../limits.js";
import { PlainJsonReader } from "../json/plain-json.js";
import { findTimestampIssues, USER_ID_PATTERN } from "./field-rules.js";

const BEFORE_ID = '{"id":"';
const BEFORE_DATA = '","data":';

const BEFORE_USERS = '{"users":[';

/** The timestamps of an exported user, which have a fixed format. */
const TIMES = /,"createdAt":"([^"]{27})","updatedAt":"([^"]{27})"/y;

/** Valid timestamps. */
interface UserTimestamps {
  readonly createdAt: string;
  readonly updatedAt: string;
}

interface RawUserFields extends Partial<UserTimestamps> {
  readonly id: string;
  readonly json: string;
  readonly dataJson: string;
}

/** A valid new user as JSON text; its data is parsed on first access. */
export class RawUser {
  readonly id: string;
  /** `{"id":"…","data":{…}}`, with timestamps if it has any, as `JSON.stringify` writes it. */
  readonly json: string;
  /** The data as JSON text. */
  readonly dataJson: string;
  readonly createdAt?: string;
  readonly updatedAt?: string;
  #data: JsonObject | undefined;

  constructor({ id, json, dataJson, createdAt, updatedAt }: RawUserFields) {
    this.id = id;
    this.json = json;
    this.dataJson = dataJson;
    if (createdAt !== undefined) this.createdAt = createdAt;
    if (updatedAt !== undefined) this.updatedAt = updatedAt;
  }

  get data(): JsonObject {
    return (this.#data ??= JSON.parse(this.dataJson) as JsonObject); // oxlint-disable-line typescript/consistent-type-assertions -- PlainJsonReader has seen an object
  }

  toJSON(): { id: string; data: JsonObject; createdAt?: string; updatedAt?: string } {
    const { id, data, createdAt, updatedAt } = this;
    return { id, data, ...(createdAt && { createdAt }), ...(updatedAt && { updatedAt }) };
  }
}

/** The user that a text consists of; undefined if only parsing can determine it. */
export function readRawUser(text: string): RawUser | undefined {
  const user = readUserAt(text, 0, new PlainJsonReader(text));
  return user?.json.length === text.length ? user : undefined;
}

/**
 * Like {@link parseExactJson}, but if the text starts with a list of users in plain form, they are returned
 * as {@link RawUser}s, which have the same members and take a fraction of the time.
 *
 * @throws AppError INVALID, with the path.
 */
export function parseRawUsers(text: string): JsonValue | { readonly users: readonly RawUser[] } {
  const read = readUsers(text);
  const others = read && parseOthers(`${BEFORE_USERS}${text.slice(read.end)}`);
  return others ? { ...others, users: read.users } : parseExactJson(text);
}

/** The input without its users; undefined if it is invalid, because the paths of its issues would be wrong. */
function parseOthers(text: string): JsonObject | undefined {
  try {
    return parseExactJson(text) as JsonObject; // oxlint-disable-line typescript/consistent-type-assertions -- it starts with a brace
  } catch {
    return undefined;
  }
}

/** The users of a list, and the index at which the list ends. */
function readUsers(text: string): { users: RawUser[]; end: number } | undefined {
  if (!text.startsWith(BEFORE_USERS)) return undefined;
  const reader = new PlainJsonReader(text);
  const users: RawUser[] = [];
  for (let at = BEFORE_USERS.length; ;) {
    const user = readUserAt(text, at, reader);
    if (!user) return undefined;
    users.push(user);
    if (users.length > MAX_BATCH_USERS) return undefined;
    at += user.json.length;
    if (text.startsWith("]", at)) return { users, end: at };
    if (!text.startsWith(",", at)) return undefined;
    at += 1;
  }
}

function readUserAt(text: string, start: number, reader: PlainJsonReader): RawUser | undefined {
  if (!text.startsWith(BEFORE_ID, start)) return undefined;
  const idStart = start + BEFORE_ID.length;
  const idEnd = text.indexOf('"', idStart);
  if (!text.startsWith(BEFORE_DATA, idEnd)) return undefined;
  const id = text.slice(idStart, idEnd);
  if (!USER_ID_PATTERN.test(id)) return undefined;
  const dataStart = idEnd + BEFORE_DATA.length;
  const dataEnd = reader.endOfObject(dataStart);
  if (dataEnd === -1) return undefined;
  const isWhole = text.startsWith("}", dataEnd);
  const times = isWhole ? {} : readTimesAt(text, dataEnd);
  if (!times) return undefined;
  const end = isWhole ? dataEnd : TIMES.lastIndex;
  if (!text.startsWith("}", end)) return undefined;
  const [json, dataJson] = [text.slice(start, end + 1), text.slice(dataStart, dataEnd)];
  return new RawUser({ id, json, dataJson, ...times });
}

function readTimesAt(text: string, start: number): UserTimestamps | undefined {
  TIMES.lastIndex = start;
  const [, createdAt, updatedAt] = TIMES.exec(text) ?? [];
  if (createdAt === undefined || updatedAt === undefined) return undefined;
  const times = { createdAt, updatedAt };
  return findTimestampIssues(times).length === 0 ? times : undefined;
}
