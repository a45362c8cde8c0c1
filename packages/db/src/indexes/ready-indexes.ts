import { type DataPath, isDataPath, parseUserPath } from "@roster/contract";
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

interface AppIndexes {
  readonly ready: IndexesByPath;
  readonly unique: readonly DataPath[];
}

/** The indexes of an app that calls need to know. */
export class ReadyIndexes {
  readonly #prisma: Pick<PrismaClientLike, "dataIndex">;
  readonly #byApp = new LRUCache<string, Promise<AppIndexes>>({
    max: MAX_APPS,
    ttl: MAX_AGE_MS,
  });

  constructor(prisma: Pick<PrismaClientLike, "dataIndex">) {
    this.#prisma = prisma;
  }

  /** Those that queries can use. */
  async of(appId: string): Promise<IndexesByPath> {
    return (await this.#get(appId)).ready;
  }

  /** The paths at which a value may be rejected; those of indexes that are being built as well. */
  async uniquePaths(appId: string): Promise<readonly DataPath[]> {
    return (await this.#get(appId)).unique;
  }

  #get(appId: string): Promise<AppIndexes> {
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

  async #read(appId: string): Promise<AppIndexes> {
    const rows = await mapUnavailable(
      this.#prisma.dataIndex.findMany({ where: { appId }, orderBy: { createdAt: "asc" } }),
    );
    const ready = new Map(fieldIndexes);
    const unique: DataPath[] = [];
    for (const { path, state, version, isUnique } of rows) {
      const read = parseUserPath(path);
      if (!("value" in read) || !isDataPath(read.value)) continue;
      if (isUnique && state !== "failed") unique.push(read.value);
      if (state !== "ready" || version < INDEX_VERSION) continue;
      ready.set(path, indexNames({ appId, path: read.value }).plain);
    }
    return { ready, unique };
  }
}
