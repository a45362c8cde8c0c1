import type { AppRouter } from "@roster/api";
import { findDataIssues, type Issue } from "@roster/contract";
import type { Operation, TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import { localRefusal } from "./roster-error.js";
import { queryLength } from "./input-size.js";
import { findIdIssues } from "./user-id.js";

/**
 * Refuses what JSON would change on its way, before anything is sent, and copies what it lets through:
 * calls wait for others of their tick, and may be repeated, while the caller goes on with its objects.
 */
export function inputLink(): TRPCLink<AppRouter> {
  return () =>
    ({ op, next }) =>
      observable((observer) => {
        const [first, ...rest] = findInputIssues(op);
        if (!first) return next({ ...op, input: copy(op.input) }).subscribe(observer);
        observer.error(localRefusal([first, ...rest], op.path));
        return undefined;
      });
}

/** Queries travel in the address, which servers and proxies cut off somewhere beyond. In characters. */
const MAX_QUERY_LENGTH = 8_000;

function findInputIssues({ path, type, input }: Operation): Issue[] {
  if (type === "query" && queryLength(input) > MAX_QUERY_LENGTH) {
    return [{ path: [], message: `the query has more than ${MAX_QUERY_LENGTH} characters` }];
  }
  if (!path.startsWith("users.") || !isObject(input)) return [];
  const { id, data } = input;
  return [
    ...("id" in input ? findIdIssues(id) : []),
    ...(data === undefined ? [] : findDataIssues(data).map(below("data"))),
  ];
}

const below =
  (key: string) =>
  ({ path, message }: Issue): Issue => ({ path: [key, ...path], message });

function isObject(value: unknown): value is { readonly id?: unknown; readonly data?: unknown } {
  return typeof value === "object" && value !== null;
}

function copy(input: unknown): unknown {
  return input === undefined ? undefined : JSON.parse(JSON.stringify(input));
}
