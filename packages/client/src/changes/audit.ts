import type { AppRouter } from "@roster/api";
import type { JsonObject } from "@roster/contract/json";
import type { TRPCClient } from "@trpc/client";
import type { inferRouterOutputs } from "@trpc/server";
import type { CallOptions } from "../call-options.js";
import { toRequestOptions, withAbortReason } from "../transport/trpc-call.js";
import type { ExactJsonObject } from "../users/exact-json.js";
import type { Change, ChangeType } from "./change.js";

type StoredEntry = inferRouterOutputs<AppRouter>["audit"]["list"]["entries"][number];

/** What happened to anything but users, such as `apiKey.added`. `details` depends on the type. */
export type AuditEvent = Exclude<StoredEntry, { readonly version: number }>;

/** The type of an {@link AuditEvent}. */
export type AuditType = AuditEvent["type"];

/** A change of a user has a `version`, an event has `details`. */
export type AuditEntry<Data extends ExactJsonObject = JsonObject> = Change<Data> | AuditEvent;

/** Entries, newest first: fewer than `limit`, or none, if few of 50,000 changes match. `nextCursor` is null on the last page. */
export interface AuditPage<Data extends ExactJsonObject = JsonObject> {
  readonly entries: AuditEntry<Data>[];
  readonly nextCursor: string | null;
}

/** Which entries to return. Default: all. */
export interface AuditQuery {
  /** Only changes of this user, and events about it. */
  readonly userId?: string;
  /** The id of an actor: an API key, a user, or `admin`. */
  readonly actor?: string;
  readonly types?: readonly (ChangeType | AuditType)[];
  /** Inclusive; a time in UTC with microseconds: `2026-11-23T09:30:00.000000Z`. */
  readonly from?: string;
  /** Exclusive. */
  readonly to?: string;
}

export interface ListAuditOptions extends AuditQuery, CallOptions {
  /** Entries per page, up to 1,000. Default: 50. */
  readonly limit?: number;
  /** The `nextCursor` of a page with the same query. Default: `null`, the first page. */
  readonly cursor?: string | null;
}

export interface IterateAuditOptions extends AuditQuery, CallOptions {
  /** Entries per request, 1 to 1,000. Default: 500. */
  readonly pageSize?: number;
}

/** Who did what in the app, for the administrator and for API keys that may read the audit log; others are FORBIDDEN. */
export interface Audit<Data extends ExactJsonObject = JsonObject> {
  /**
   * Returns one page of changes and events, newest first.
   *
   * @example
   * ```ts
   * const { entries, nextCursor } = await roster.audit.list({ types: ["apiKey.added"], limit: 10 });
   * for (const { at, type, actor } of entries) console.log(at, type, actor.name ?? actor.id);
   * console.log(nextCursor); // null
   * ```
   */
  list(options?: ListAuditOptions): Promise<AuditPage<Data>>;

  /** Iterates over all changes and events, page by page. `timeout` applies to each page. */
  iterate(options?: IterateAuditOptions): AsyncGenerator<AuditEntry<Data>, void, undefined>;
}

export function createAudit({ audit }: TRPCClient<AppRouter>): Audit {
  const list: Audit["list"] = async ({ signal, timeout, types, cursor, ...query } = {}) => {
    const options = { ...(signal && { signal }), ...(timeout !== undefined && { timeout }) };
    const input = { ...query, types: types && [...types], cursor: cursor ?? undefined };
    return await withAbortReason(audit.list.query(input, toRequestOptions(options)), options);
  };
  return {
    list,
    async *iterate({ pageSize = 500, ...options } = {}) {
      let cursor: string | null = null;
      do {
        const page: AuditPage = await list({ ...options, limit: pageSize, cursor });
        yield* page.entries;
        cursor = page.nextCursor;
      } while (cursor !== null);
    },
  };
}
