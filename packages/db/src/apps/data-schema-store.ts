import { type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import { AppError } from "@roster/contract";
import { isUniqueViolation, mapUnavailable } from "../prisma/driver-errors.js";
import type { Clock } from "../clock.js";
import type { PrismaClientLike } from "../prisma/prisma-client-like.js";
import type { RunScan, ScanRequest } from "../scans/scan.js";

/** One version of an app's schema. */
export interface DataSchemaRow {
  version: number;
  /** JSON; null if data is free-form from this version on. */
  schema: string | null;
  appliesTo: "allUsers" | "newWrites";
  createdAt: bigint;
}

export type NewDataSchema = Pick<DataSchemaRow, "schema" | "appliesTo">;

/** A user's id and its data as JSON. */
export interface StoredUserData {
  id: string;
  dataJson: string;
}

/** One of the concurrent writers succeeds in each round. */
const MAX_ROUNDS = 100;

const columns = sql`version, schema, applies_to AS "appliesTo", created_at AS "createdAt"`;

/** Schemas of user data, by app and version; the newest version is active. */
export class DataSchemaStore {
  readonly #prisma: PrismaClientLike;
  readonly #clock: Clock;
  readonly #scan: RunScan;

  constructor(prisma: PrismaClientLike, clock: Clock, scan: RunScan) {
    this.#prisma = prisma;
    this.#clock = clock;
    this.#scan = scan;
  }

  /** The newest version; null if the app never had a schema. */
  async getNewest(appId: string): Promise<DataSchemaRow | null> {
    return (await this.list(appId, { limit: 1 }))[0] ?? null;
  }

  async get(appId: string, version: number): Promise<DataSchemaRow | null> {
    const rows = await this.#query<DataSchemaRow>(
      sql`SELECT ${columns} FROM data_schemas WHERE app_id = ${appId} AND version = ${version}`,
    );
    return rows[0] ?? null;
  }

  /** Newest first. */
  list(
    appId: string,
    { before, limit }: { readonly before?: number | undefined; readonly limit: number },
  ): Promise<DataSchemaRow[]> {
    const olderVersions = before === undefined ? sql`` : sql`AND version < ${before}`;
    return this.#query(sql`
      SELECT ${columns} FROM data_schemas WHERE app_id = ${appId} ${olderVersions}
      ORDER BY version DESC LIMIT ${limit}`);
  }

  /** Adds the app's next version. */
  async add(appId: string, { schema, appliesTo }: NewDataSchema): Promise<DataSchemaRow> {
    const statement = sql`
      INSERT INTO data_schemas (app_id, version, schema, applies_to, created_at)
      SELECT ${appId}, COALESCE(MAX(version), 0) + 1, CAST(${schema} AS TEXT), ${appliesTo},
             CAST(${this.#clock()} AS BIGINT)
      FROM data_schemas WHERE app_id = ${appId}
      RETURNING ${columns}`;
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      // Atomic: the primary key lets only one statement insert each version.
      const [row] = await this.#query<DataSchemaRow>(statement).catch((error: unknown) => {
        if (isUniqueViolation(error)) return [];
        throw error;
      });
      if (row) return row;
    }
    throw new AppError("UNAVAILABLE", "The app's schema is constantly being changed; try again");
  }

  /** The users of `request.appId` after an id, ordered by id. */
  async listUsersAfter(
    afterId: string,
    limit: number,
    request: ScanRequest,
  ): Promise<StoredUserData[]> {
    const rows = await this.#scan(
      sql`
        SELECT id, CAST(data AS TEXT) AS "dataJson" FROM users
        WHERE app_id = ${request.appId} AND id > ${afterId} AND created_at >= 0
        ORDER BY id LIMIT ${limit}`,
      request,
    );
    return rows.map(([id, dataJson]) => ({ id: String(id), dataJson: String(dataJson) }));
  }

  #query<Row>(statement: Sql): Promise<Row[]> {
    return mapUnavailable(this.#prisma.$queryRaw<Row[]>(statement));
  }
}
