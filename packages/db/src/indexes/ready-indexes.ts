import { isDataPath, parseUserPath } from "@roster/contract";
import { LRUCache } from "lru-cache";
import { mapUnavailable } from "../prisma/driver-errors.js";
import type { PrismaClientLike } from "../prisma/prisma-client-like.js";
import { INDEX_VERSION, indexNames } from "./data-index.js";

/** The names of indexes by the path that they serve, as text. */
export type IndexesByPath = ReadonlyMap<string, string>;

/** The indexes of every app; both end in the id. */
export const fieldIndexes: IndexesByPath = new Map([
  ["id", "sqlite_autoindex_users_1"],
  ["createdAt", "users_app_id_created_at_id_idx"],
]);

const fieldIndexNames = new Set(fieldIndexes.values());

export const isFieldIndex = (index: string): boolean => fieldIndexNames.has(index);

/** How long changes by other processes may stay unknown, in milliseconds. */
const MAX_AGE_MS = 5000;
const MAX_APPS = 10_000;

/** The indexes that queries of an app can use. */
export class ReadyIndexes {
  readonly #prisma: Pick<PrismaClientLike, "dataIndex">;
  readonly #byApp = new LRUCache<string, Promise<IndexesByPath>>({
    max: MAX_APPS,
    ttl: MAX_AGE_MS,
  });

  constructor(prisma: Pick<PrismaClientLike, "dataIndex">) {
    this.#prisma = prisma;
  }

  of(appId: string): Promise<IndexesByPath> {
    const known = this.#byApp.get(appId);
    if (known) return known;
    const indexes = this.#read(appId);
    this.#byApp.set(appId, indexes);
    indexes.catch(() => this.forget(appId));
    return indexes;
  }

  /** To be called after each change of an app's indexes. */
  forget(appId: string): void {
    this.#byApp.delete(appId);
  }

  async #read(appId: string): Promise<IndexesByPath> {
    const rows = await mapUnavailable(
      this.#prisma.dataIndex.findMany({ where: { appId }, orderBy: { createdAt: "asc" } }),
    );
    const indexes = new Map(fieldIndexes);
    for (const { path, state, version } of rows) {
      const read = parseUserPath(path);
      if (state !== "ready" || version < INDEX_VERSION) continue;
      if (!("value" in read) || !isDataPath(read.value)) continue;
      indexes.set(path, indexNames({ appId, path: read.value }).plain);
    }
    return indexes;
  }
}
