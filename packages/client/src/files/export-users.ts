import { MAX_PAGE_SIZE } from "@roster/contract";
import type { RosterClient } from "../create-client.js";
import { withAbortReason } from "../transport/trpc-call.js";
import type { UserStatus } from "../users/user.js";
import type { UsersQuery } from "../users/users.js";
import { toStream } from "./byte-source.js";
import type { FileFormat } from "./file-format.js";
import { userSerializers } from "./user-serializers.js";

export interface ExportUsersOptions extends Pick<UsersQuery, "where" | "search" | "sort"> {
  /** Only users with one of these statuses; `deleted` only alone. Default: `["active", "deactivated"]`. */
  readonly status?: readonly UserStatus[] | undefined;
  /** Default: `ndjson`. */
  readonly format?: FileFormat;
  /** Compress the file with gzip. Default: false. */
  readonly gzip?: boolean;
  readonly signal?: AbortSignal | undefined;
  /** Called with the number of users of each page. */
  readonly onUsers?: (count: number) => void;
}

/** In milliseconds; a page can contain several megabytes. */
const TIMEOUT = 120_000;

/**
 * Exports all users, or those that match a filter, to a file from which {@link importUsers} restores them. By
 * default, users are sorted by id, so that each user that exists throughout is exported exactly once. The first page is
 * requested when the stream is read. Two pages are held in memory: the server reads the next while one is written.
 *
 * Errors of the stream: those of `users.list`. An abort, or cancelling the stream, ends it.
 *
 * @example
 * ```ts
 * import { exportUsers } from "@roster/client/files";
 *
 * await roster.users.addMany([{ id: "ada", data: { age: 36 } }, { id: "bob", data: { age: 17 } }]);
 * const adults = exportUsers(roster, { where: { "data.age": { gte: 18 } }, format: "csv" });
 * const text = await new Response(adults).text();
 * console.log(text.split("\r\n").length); // 3
 * ```
 */
export function exportUsers(
  { trpc }: Pick<RosterClient, "trpc">,
  { gzip = false, ...options }: ExportUsersOptions = {},
): ReadableStream<Uint8Array> {
  const file = toStream(serialize(trpc, options));
  return gzip ? file.pipeThrough(new CompressionStream("gzip")) : file;
}

async function* serialize(
  { users }: RosterClient["trpc"],
  options: Omit<ExportUsersOptions, "gzip">,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  const { format = "ndjson", where, search, status, sort, signal, onUsers } = options;
  const encoder = new TextEncoder();
  const { header, row } = userSerializers[format];
  if (header !== "") yield encoder.encode(header);
  const order = sort ? Array.from(sort) : [{ path: "id" }];
  const stop = new AbortController();
  const abort = () => stop.abort();
  signal?.throwIfAborted();
  signal?.addEventListener("abort", abort);
  const read = (cursor?: string) => {
    const match = { where, search, ...(status && { status: [...status] }) };
    const query = { ...match, sort: order, limit: MAX_PAGE_SIZE, cursor };
    const input = { ...query, purpose: "export" as const };
    const request = { signal: stop.signal, context: { timeout: TIMEOUT } };
    return withAbortReason(users.list.query(input, request), { signal });
  };
  try {
    let next: ReturnType<typeof read> | undefined = read();
    while (next) {
      const page: Awaited<ReturnType<typeof read>> = await next;
      next = page.nextCursor === null ? undefined : read(page.nextCursor);
      // Reported when it is awaited, which it is not if the stream is cancelled first.
      next?.catch(() => {});
      onUsers?.(page.users.length);
      if (page.users.length > 0) yield encoder.encode(page.users.map(row).join(""));
    }
  } finally {
    stop.abort();
    signal?.removeEventListener("abort", abort);
  }
}
