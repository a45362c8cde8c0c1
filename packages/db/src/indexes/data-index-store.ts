import { isDataPath, MAX_DATA_INDEXES, parseUserPath, formatUserPath } from "@roster/contract";
import { isUniqueViolation, mapUnavailable } from "../prisma/map-unavailable.js";
import type { Clock } from "../clock.js";
import type { Dialect, IndexBuilder } from "../dialects/dialect.js";
import type { DataIndexRow, PrismaClientLike } from "../prisma/prisma-client-like.js";
import {
  createIndexStatements,
  type DataIndex,
  dropIndexStatements,
  selectDuplicates,
} from "./data-index.js";

export type AddDataIndexResult =
  | { readonly kind: "ready"; readonly row: DataIndexRow }
  /** It is there, and unique where this one is not to be, or the other way round. */
  | { readonly kind: "other"; readonly row: DataIndexRow }
  /** The app has as many as it may have. */
  | { readonly kind: "full" }
  /** So many users have a value that another has too; the first of them. */
  | { readonly kind: "broken"; readonly count: number; readonly ids: readonly string[] };

/** The indexes that apps declare on paths of their users' data. */
export class DataIndexStore {
  readonly #prisma: PrismaClientLike;
  readonly #dialect: Dialect;
  readonly #clock: Clock;

  constructor(prisma: PrismaClientLike, dialect: Dialect, clock: Clock) {
    this.#prisma = prisma;
    this.#dialect = dialect;
    this.#clock = clock;
  }

  /** Oldest first. */
  list(appId: string): Promise<DataIndexRow[]> {
    return mapUnavailable(
      this.#prisma.dataIndex.findMany({ where: { appId }, orderBy: { createdAt: "asc" } }),
    );
  }

  /**
   * Builds the index, and resolves when filters and sorts use it. One builds at a time, so that two who add
   * the same build it once; what a broken-off build left is removed first.
   */
  add(index: DataIndex): Promise<AddDataIndexResult> {
    return this.#build(async (builder): Promise<AddDataIndexResult> => {
      const { appId, isUnique } = index;
      const path = formatUserPath(index.path);
      const rows = await this.list(appId);
      const known = rows.find((row) => row.path === path);
      if (known && known.isUnique !== isUnique) return { kind: "other", row: known };
      if (known?.state === "ready") return { kind: "ready", row: known };
      if (!known && rows.length >= MAX_DATA_INDEXES) return { kind: "full" };
      // Another process with the same SQLite file may come at the same time: both build the same.
      const row = await mapUnavailable(
        this.#prisma.dataIndex.upsert({
          where: { appId_path: { appId, path } },
          create: { appId, path, isUnique, state: "building", createdAt: this.#clock() },
          update: { state: "building" },
        }),
      );
      if (row.isUnique !== isUnique) return { kind: "other", row };
      const refusal = await this.#create(builder, index);
      return refusal ?? { kind: "ready", row: { ...row, state: "ready" } };
    });
  }

  /** Whether this very call removed it. */
  remove(index: Pick<DataIndex, "appId" | "path">): Promise<boolean> {
    return this.#build((builder) => this.#remove(builder, index));
  }

  /** Removes all that the app has. */
  async removeAll(appId: string): Promise<void> {
    for (const { path } of await this.list(appId)) {
      const read = parseUserPath(path);
      if ("value" in read && isDataPath(read.value)) {
        await this.remove({ appId, path: read.value });
      }
    }
  }

  async #create(builder: IndexBuilder, index: DataIndex): Promise<AddDataIndexResult | undefined> {
    const where = { appId: index.appId, path: formatUserPath(index.path) };
    try {
      if (this.#dialect.leavesInvalidIndexes) await this.#drop(builder, index);
      const broken = await this.#breakersOf(builder, index);
      if (broken) return broken;
      for (const statement of createIndexStatements(this.#dialect, index))
        await builder.executeScript(statement);
      const { analyzeUsers } = this.#dialect;
      if (analyzeUsers !== undefined) await builder.executeScript(analyzeUsers);
      await this.#prisma.dataIndex.updateMany({ where, data: { state: "ready" } });
      return undefined;
    } catch (error) {
      // A user came while the unique index was built.
      const broken = isUniqueViolation(error) && (await this.#breakersOf(builder, index));
      if (broken) return broken;
      await this.#prisma.dataIndex.updateMany({ where, data: { state: "failed" } });
      throw error;
    }
  }

  /** Leaves nothing of an index that the stored users break. */
  async #breakersOf(
    builder: IndexBuilder,
    index: DataIndex,
  ): Promise<AddDataIndexResult | undefined> {
    if (!index.isUnique) return undefined;
    const rows = await builder.query(selectDuplicates(this.#dialect, index));
    const [first] = rows;
    if (!first) return undefined;
    await this.#remove(builder, index);
    return { kind: "broken", count: Number(first["n"]), ids: rows.map(({ id }) => String(id)) };
  }

  async #remove(builder: IndexBuilder, index: Pick<DataIndex, "appId" | "path">): Promise<boolean> {
    await this.#drop(builder, index);
    const where = { appId: index.appId, path: formatUserPath(index.path) };
    const { count } = await this.#prisma.dataIndex.deleteMany({ where });
    return count > 0;
  }

  async #drop(builder: IndexBuilder, index: Pick<DataIndex, "appId" | "path">): Promise<void> {
    for (const statement of dropIndexStatements(this.#dialect, index))
      await builder.executeScript(statement);
  }

  #build<T>(work: (builder: IndexBuilder) => Promise<T>): Promise<T> {
    return mapUnavailable(this.#dialect.withIndexBuilder(this.#prisma, work));
  }
}
