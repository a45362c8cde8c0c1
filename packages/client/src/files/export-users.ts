import { MAX_PAGE_SIZE } from "@roster/contract";
import type { RosterClient } from "../create-client.js";
import { withAbortReason } from "../transport/trpc-call.js";
import type { UserPage } from "../users/user.js";
import type { UsersQuery } from "../users/users.js";
import { toStream } from "./byte-source.js";
import type { FileFormat } from "./file-format.js";
import { userSerializers } from "./user-serializers.js";

export interface ExportUsersOptions extends Pick<UsersQuery, "where" | "search" | "sort"> {
  /** Default: `ndjson`. */
  readonly format?: FileFormat;
  /** Pack it. Default: false. */
  readonly gzip?: boolean;
  readonly signal?: AbortSignal | undefined;
  /** Hears how many users each page has brought. */
  readonly onUsers?: (count: number) => void;
}

/** Pages may hold megabytes. In milliseconds. */
const TIMEOUT = 120_000;

/**
 * All users, or those that are asked for, as a file that {@link importUsers} reads to the same users. By
 * default they come by id, so that changes meanwhile move nobody: each that is there from the beginning to
 * the end comes exactly once. A page of users is held at a time, and asked for when the stream is read.
 *
 * Errors, of the stream: those of `users.list`. An abort, and who cancels the stream, end it.
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
  const parts = toStream(render(trpc, options));
  return gzip ? parts.pipeThrough(new CompressionStream("gzip")) : parts;
}

async function* render(
  { users }: RosterClient["trpc"],
  { format = "ndjson", where, search, sort, signal, onUsers }: Omit<ExportUsersOptions, "gzip">,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  const encoder = new TextEncoder();
  const { header, row } = userSerializers[format];
  if (header !== "") yield encoder.encode(header);
  const order = sort ? Array.from(sort) : [{ path: "id" }];
  const request = { ...(signal && { signal }), context: { timeout: TIMEOUT } };
  let cursor: string | undefined;
  do {
    const input = { where, search, sort: order, limit: MAX_PAGE_SIZE, cursor };
    const page: UserPage = await withAbortReason(users.list.query(input, request), { signal });
    cursor = page.nextCursor ?? undefined;
    onUsers?.(page.users.length);
    if (page.users.length > 0) yield encoder.encode(page.users.map(row).join(""));
  } while (cursor !== undefined);
}
