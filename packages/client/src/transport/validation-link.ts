import type { AppRouter } from "@roster/api";
import {
  findDataIssues,
  findPatchIssues,
  findIdempotencyKeyIssue,
  type Issue,
  parseWhere,
} from "@roster/contract";
import type { Operation, TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import { findBodyWriter } from "./raw-body.js";
import { createInvalidError } from "../roster-error.js";
import { findJsonLosses } from "./json-losses.js";
import { findIdIssues } from "../users/user-id.js";

/**
 * Rejects input that JSON would change before anything is sent, and copies valid input, as the caller may
 * change its objects while the call waits for its batch or a retry. Skips input with a raw body
 * ({@link withRawBody}), which was parsed from JSON and belongs to the client.
 */
export function validationLink(): TRPCLink<AppRouter> {
  return () =>
    ({ op, next }) =>
      observable((observer) => {
        if (findBodyWriter(op)) return next(op).subscribe(observer);
        const [first, ...rest] = findInputIssues(op);
        if (!first) return next({ ...op, input: copy(op.input) }).subscribe(observer);
        observer.error(createInvalidError([first, ...rest], op.path));
        return undefined;
      });
}

function findInputIssues({ path, input }: Operation): Issue[] {
  if (!path.startsWith("users.") || !isObject(input)) return [];
  const { id, data, ids, users, where, idempotencyKey: key } = input;
  return [
    ...("id" in input ? findIdIssues(id).map(nestIssue("id")) : []),
    ...(path === "users.patch" || path === "users.patchMany" ? findPatchIssues(input) : []),
    ...(data === undefined ? [] : findDataIssues(data).map(nestIssue("data"))),
    ...issuesOfEach(ids, (item, index) => findIdIssues(item).map(nestIssue("ids", index))),
    ...issuesOfEach(users, (item, index) => findJsonLosses(item).map(nestIssue("users", index))),
    ...(key === undefined ? [] : findKeyIssues(key)),
    ...(where === undefined ? [] : findWhereIssues(where).map(nestIssue("where"))),
  ];
}

function findKeyIssues(key: unknown): Issue[] {
  const message = findIdempotencyKeyIssue(key);
  return message === undefined ? [] : [{ path: ["idempotencyKey"], message }];
}

/** JSON would drop an undefined condition and turn a Map into `{}`: both would match other users. */
function findWhereIssues(where: unknown): readonly Issue[] {
  const issues = findDataIssues(where);
  return issues.length > 0 ? issues : parseWhere(where).issues;
}

function issuesOfEach(items: unknown, find: (item: unknown, index: number) => Issue[]): Issue[] {
  return Array.isArray(items) ? Array.from(items, find).flat() : [];
}

const nestIssue =
  (...keys: readonly (string | number)[]) =>
  ({ path, message }: Issue): Issue => ({ path: [...keys, ...path], message });

type Input = {
  readonly [
    Key in "id" | "data" | "ids" | "users" | "where" | "set" | "unset" | "idempotencyKey"
  ]?: unknown;
};

function isObject(value: unknown): value is Input {
  return typeof value === "object" && value !== null;
}

function copy(input: unknown): unknown {
  return input === undefined ? undefined : JSON.parse(JSON.stringify(input));
}
