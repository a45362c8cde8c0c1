import type { AppRouter } from "@roster/api";
import { findIdempotencyKeyIssue, findPatchIssues, type Issue, parseWhere } from "@roster/contract";
import { toJsonText } from "@roster/contract/json";
import type { Operation, TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import { createInvalidError } from "../roster-error.js";
import { findIdIssues } from "../users/user-id.js";
import { writeNewUser } from "./write-new-user.js";

/** Rejects invalid input before anything is sent, and writes data as text, so that no number is rounded later. */
export function validationLink(): TRPCLink<AppRouter> {
  return () =>
    ({ op, next }) =>
      observable((observer) => {
        const { input, issues } = writeInput(op);
        const [first, ...rest] = issues;
        if (!first) return next({ ...op, input }).subscribe(observer);
        observer.error(createInvalidError([first, ...rest], op.path));
        return undefined;
      });
}

type Input = {
  readonly [
    Key in "id" | "data" | "ids" | "users" | "where" | "set" | "unset" | "idempotencyKey"
  ]?: unknown;
};

function writeInput({ path, input }: Operation): {
  readonly input: unknown;
  readonly issues: readonly Issue[];
} {
  if (!path.startsWith("users.") || !isObject(input)) return { input, issues: [] };
  const { id, data, ids, users, where, set, unset, idempotencyKey: key } = input;
  const texts = {
    ...(data !== undefined && { data: toJsonText(data) }),
    ...(set !== undefined && { set: toJsonText(set) }),
    ...(where !== undefined && { where: toJsonText(where) }),
  };
  const written = Array.isArray(users) ? users.map(writeNewUser) : [];
  const issues = [
    ...("id" in input ? findIdIssues(id).map(nestIssue("id")) : []),
    ...(isPatch(path) ? findPatchIssues({ set: texts.set, unset }) : []),
    ...(texts.data?.issues.map(nestIssue("data")) ?? []),
    ...(Array.isArray(ids) ? ids.flatMap(findIssuesOfItem) : []),
    ...written.flatMap((user, index) => user.issues.map(nestIssue("users", index))),
    ...(key === undefined ? [] : findKeyIssues(key)),
    ...(texts.where ? findWhereIssues(where, texts.where.issues).map(nestIssue("where")) : []),
  ];
  const list = Array.isArray(users) && { users: written.map((user) => user.value) };
  return { input: { ...input, ...texts, ...list }, issues };
}

const isPatch = (path: string) => path === "users.patch" || path === "users.patchMany";

const findIssuesOfItem = (id: unknown, index: number) =>
  findIdIssues(id).map(nestIssue("ids", index));

function findKeyIssues(key: unknown): Issue[] {
  const message = findIdempotencyKeyIssue(key);
  return message === undefined ? [] : [{ path: ["idempotencyKey"], message }];
}

/** Of the filter itself, as its text omits undefined conditions and would match other users. */
function findWhereIssues(where: unknown, lost: readonly Issue[]): readonly Issue[] {
  return lost.length > 0 ? lost : parseWhere(where).issues;
}

const nestIssue =
  (...keys: readonly (string | number)[]) =>
  ({ path, message }: Issue): Issue => ({ path: [...keys, ...path], message });

function isObject(value: unknown): value is Input {
  return typeof value === "object" && value !== null;
}
