import {
  formatUserPath,
  isAppError,
  isDataPath,
  MAX_DATA_INDEXES,
  parseUserPath,
} from "@roster/contract";
import { isUniqueViolation, mapUnavailable } from "../prisma/driver-errors.js";
import type { Clock } from "../clock.js";
import type { Dialect, SqlConnection } from "../dialects/dialect.js";
import type {
  DataIndexRow,
  DataIndexState,
  PrismaClientLike,
} from "../prisma/prisma-client-like.js";
import type { RunScan, ScanRequest } from "../scans/scan.js";
import {
  createIndexStatements,
  type DataIndex,
  dropIndexStatement,
  dropIndexStatements,
  earlierVersions,
  INDEX_VERSION,
  indexNames,
  selectDuplicates,
} from "./data-index.js";
import { ANALYZE_USERS } from "./planner-statistics.js";
import type { ReadyIndexes } from "./ready-indexes.js";

export type AddDataIndexResult =
  /** `isNew`: this call built it. */
  | { readonly kind: "ready"; readonly row: DataIndexRow; readonly isNew: boolean }
  /** The index exists with the other uniqueness. */
  | { readonly kind: "conflict"; readonly row: DataIndexRow }
  /** The app has the maximum number of indexes. */
  | { readonly kind: "limitReached" }
  /** Users have the same value: their number, and the first ids. */
  | { readonly kind: "duplicates"; readonly count: number; readonly ids: readonly string[] };

export interface DataIndexStoreOptions {
  readonly prisma: PrismaClientLike;
  readonly dialect: Dialect;
  readonly clock: Clock;
  readonly scan: RunScan;
  /** Learns of every change. */
  readonly readyIndexes: ReadyIndexes;
}

/** Indexes that apps declare on paths of their users' data. */
export class DataIndexStore {
  readonly #prisma: PrismaClientLike;
  readonly #dialect: Dialect;
  readonly #clock: Clock;
  readonly #scan: RunScan;
  /** What calls know of the indexes: in all processes within five seconds. */
  readonly readyIndexes: ReadyIndexes;

  constructor({ prisma, dialect, clock, scan, readyIndexes }: DataIndexStoreOptions) {
    this.#prisma = prisma;
    this.#dialect = dialect;
    this.#clock = clock;
    this.#scan = scan;
    this.readyIndexes = readyIndexes;
  }

  /** Oldest first. */
  list(appId: string): Promise<DataIndexRow[]> {
    return mapUnavailable(
      this.#prisma.dataIndex.findMany({ where: { appId }, orderBy: { createdAt: "asc" } }),
    );
  }

  /**
   * Builds the index and resolves when filters and sorts use it. Builds run one at a time, so concurrent adds of the
   * same index build it once; the remains of an interrupted build are removed first. The request limits the search for
   * values that a unique index would reject.
   */
  add(index: DataIndex, request: ScanRequest): Promise<AddDataIndexResult> {
    return this.#build(async (builder): Promise<AddDataIndexResult> => {
      const { appId, isUnique } = index;
      const path = formatUserPath(index.path);
      const rows = await this.list(appId);
      const existing = rows.find((row) => row.path === path);
      if (existing && existing.isUnique !== isUnique) return { kind: "conflict", row: existing };
      if (existing && isUsable(existing)) return { kind: "ready", row: existing, isNew: false };
      if (!existing && rows.length >= MAX_DATA_INDEXES) return { kind: "limitReached" };
      // Another process on the same SQLite file may do this concurrently: both build the same index.
      const declared = { appId, path, isUnique, state: "building", version: INDEX_VERSION };
      const row = await mapUnavailable(
        this.#prisma.dataIndex.upsert({
          where: { appId_path: { appId, path } },
          create: { ...declared, createdAt: this.#clock() },
          update: { state: "building" },
        }),
      );
      if (row.isUnique !== isUnique) return { kind: "conflict", row };
      const failure = await this.#create(builder, index, request);
      if (failure) return failure;
      return {
        kind: "ready",
        row: { ...row, state: "ready", version: INDEX_VERSION },
        isNew: true,
      };
    });
  }

  /** The indexes that an earlier version of Roster built; no query uses them, but unique ones still reject duplicates. */
  listOutdated(): Promise<DataIndexRow[]> {
    return mapUnavailable(
      this.#prisma.dataIndex.findMany({
        where: { version: { lt: INDEX_VERSION } },
        orderBy: { createdAt: "asc" },
      }),
    );
  }

  /**
   * Replaces an outdated index, unless another process has. The old index is dropped last, so a unique one is always in
   * force. An interrupted rebuild continues where it ended.
   */
  rebuild(outdated: DataIndexRow, signal: AbortSignal): Promise<void> {
    return this.#build(async (builder) => {
      const { appId, path } = outdated;
      const row = (await this.list(appId)).find((one) => one.path === path);
      const read = parseUserPath(path);
      if (!row || row.version >= INDEX_VERSION) return;
      if (!("value" in read) || !isDataPath(read.value)) return;
      // Another process has just failed.
      if (row.state === "failed" && outdated.state !== "failed") return;
      await this.#update(row, { state: "building" });
      try {
        await mapUnavailable(
          this.#replace(builder, { appId, path: read.value, isUnique: row.isUnique }),
        );
      } catch (error) {
        const canRetry = isAppError(error) && error.code === "UNAVAILABLE";
        if (!canRetry) await this.#update(row, { state: "failed" });
        throw error;
      }
    }, signal);
  }

  /** Returns whether this call removed it. */
  remove(index: Pick<DataIndex, "appId" | "path">): Promise<boolean> {
    return this.#build((builder) => this.#remove(builder, index));
  }

  /** Removes all indexes of the app. */
  async removeAll(appId: string): Promise<void> {
    for (const { path } of await this.list(appId)) {
      const read = parseUserPath(path);
      if ("value" in read && isDataPath(read.value)) {
        await this.remove({ appId, path: read.value });
      }
    }
  }

  async #create(
    builder: SqlConnection,
    index: DataIndex,
    request: ScanRequest,
  ): Promise<AddDataIndexResult | undefined> {
    const where = { appId: index.appId, path: formatUserPath(index.path) };
    const findDuplicates = async () => {
      const found = index.isUnique ? await this.#findDuplicates(index, request) : undefined;
      if (found) await this.#remove(builder, index);
      return found;
    };
    try {
      const duplicates = await findDuplicates();
      if (duplicates) return duplicates;
      await this.#replace(builder, index);
      return undefined;
    } catch (error) {
      // A duplicate was written while the unique index was being built.
      const duplicates = isUniqueViolation(error) && (await findDuplicates());
      if (duplicates) return duplicates;
      await this.#update(where, { state: "failed" });
      throw error;
    }
  }

  /** Builds the index in the current version, then drops those of earlier versions. */
  async #replace(builder: SqlConnection, index: DataIndex): Promise<void> {
    const { selectInvalidIndexes } = this.#dialect;
    if (selectInvalidIndexes !== undefined) {
      const own = new Set(Object.values(indexNames(index)));
      const invalid = (await builder.query(selectInvalidIndexes)).map(({ name }) => String(name));
      for (const name of invalid.filter((one) => own.has(one)))
        await builder.executeScript(dropIndexStatement(this.#dialect, name));
    }
    for (const statement of createIndexStatements(this.#dialect, index))
      await builder.executeScript(statement);
    await this.#drop(builder, index, earlierVersions);
    await builder.executeScript(ANALYZE_USERS);
    const where = { appId: index.appId, path: formatUserPath(index.path) };
    await this.#update(where, { state: "ready", version: INDEX_VERSION });
  }

  async #update(
    { appId, path }: Pick<DataIndexRow, "appId" | "path">,
    data: { state: DataIndexState; version?: number },
  ): Promise<void> {
    await this.#prisma.dataIndex.updateMany({ where: { appId, path }, data });
    this.readyIndexes.forget(appId);
  }

  async #findDuplicates(
    index: DataIndex,
    request: ScanRequest,
  ): Promise<AddDataIndexResult | undefined> {
    const rows = await this.#scan(selectDuplicates(this.#dialect, index), request);
    const [first] = rows;
    if (!first) return undefined;
    return { kind: "duplicates", count: Number(first[1]), ids: rows.map(([id]) => String(id)) };
  }

  async #remove(
    builder: SqlConnection,
    index: Pick<DataIndex, "appId" | "path">,
  ): Promise<boolean> {
    await this.#drop(builder, index, [...earlierVersions, INDEX_VERSION]);
    const where = { appId: index.appId, path: formatUserPath(index.path) };
    const { count } = await this.#prisma.dataIndex.deleteMany({ where });
    this.readyIndexes.forget(index.appId);
    return count > 0;
  }

  async #drop(
    builder: SqlConnection,
    index: Pick<DataIndex, "appId" | "path">,
    versions: readonly number[],
  ): Promise<void> {
    for (const statement of dropIndexStatements(this.#dialect, index, versions))
      await builder.executeScript(statement);
  }

  #build<T>(work: (builder: SqlConnection) => Promise<T>, signal?: AbortSignal): Promise<T> {
    return mapUnavailable(this.#dialect.withIndexBuilder(this.#prisma, work, signal));
  }
}

const isUsable = ({ state, version }: DataIndexRow) =>
  state === "ready" && version >= INDEX_VERSION;
