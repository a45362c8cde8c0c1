import { type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import { AppError, type JsonObject, type User } from "@roster/contract";
import { reached } from "./availability.js";
import { type Clock, fromTimestamp, toTimestamp } from "./clock.js";
import type { PrismaPort } from "./port.js";

interface UserRow {
  id: string;
  data: string;
  version: number;
  createdAt: bigint;
  updatedAt: bigint;
}

export interface InsertOrFound {
  readonly user: User;
  /** Whether this very call inserted the user. */
  readonly inserted: boolean;
}

/** Where a page of users begins: behind this user, in the order of the page. */
export type UserPosition = Pick<User, "id" | "createdAt">;

/** A page of users to read. */
export interface UserRange {
  readonly order: "newest" | "id";
  readonly limit: number;
  readonly after?: UserPosition | undefined;
}

/** `CAST`, since the driver would parse a JSON column, and the text is what was kept. */
const columns = sql`id, CAST(data AS TEXT) AS data, version,
  created_at AS "createdAt", updated_at AS "updatedAt"`;

/** A removal can come between the two statements of one round; this many rounds in a row it cannot. */
const MAX_ROUNDS = 100;

/** Users by app and id. States facts and decides nothing: an absent user is null, not an error. */
export class UserStore {
  readonly #port: PrismaPort;
  readonly #clock: Clock;

  constructor(port: PrismaPort, clock: Clock) {
    this.#port = port;
    this.#clock = clock;
  }

  /**
   * As {@link insertOrFind}, for a user that is likely to be there: finding takes no write lock, which
   * an insert that comes to nothing does.
   */
  async findOrInsert(appId: string, id: string, data: string): Promise<InsertOrFound> {
    const user = await this.find(appId, id);
    return user ? { user, inserted: false } : this.insertOrFind(appId, id, data);
  }

  /** Inserts the user, or finds the one that has the id. Among racers exactly one has `inserted`. */
  async insertOrFind(appId: string, id: string, data: string): Promise<InsertOrFound> {
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const now = this.#clock();
      // Atomic: the primary key decides who inserts; nothing is looked up before.
      const inserted = await this.#one(sql`
        INSERT INTO users (app_id, id, data, version, created_at, updated_at)
        VALUES (${appId}, ${id}, ${data}, 1, ${now}, ${now})
        ON CONFLICT (app_id, id) DO NOTHING
        RETURNING ${columns}`);
      if (inserted) return { user: inserted, inserted: true };
      const found = await this.find(appId, id);
      if (found) return { user: found, inserted: false };
    }
    throw new AppError("UNAVAILABLE", `User ${id} is being added and removed all the time`);
  }

  find(appId: string, id: string): Promise<User | null> {
    return this.#one(sql`SELECT ${columns} FROM users WHERE app_id = ${appId} AND id = ${id}`);
  }

  /** Replaces the data whole; `updatedAt` grows even where the clock has not. */
  replaceData(appId: string, id: string, data: string): Promise<User | null> {
    const now = this.#clock();
    // Atomic: version and time come from the row that this very statement locks.
    return this.#one(sql`
      UPDATE users
      SET data = ${data},
          version = version + 1,
          updated_at = CASE WHEN updated_at < ${now} THEN ${now} ELSE updated_at + 1 END
      WHERE app_id = ${appId} AND id = ${id}
      RETURNING ${columns}`);
  }

  /** Whether this very call removed the user. */
  async delete(appId: string, id: string): Promise<boolean> {
    const count = await reached(
      this.#port.$executeRaw(sql`DELETE FROM users WHERE app_id = ${appId} AND id = ${id}`),
    );
    return count > 0;
  }

  async list(appId: string, range: UserRange): Promise<User[]> {
    const rows = await reached(this.#port.$queryRaw<UserRow[]>(selectPage(appId, range)));
    return rows.map(toUser);
  }

  async #one(statement: Sql): Promise<User | null> {
    const [row] = await reached(this.#port.$queryRaw<UserRow[]>(statement));
    return row ? toUser(row) : null;
  }
}

function selectPage(appId: string, { order, limit, after }: UserRange): Sql {
  const from = sql`SELECT ${columns} FROM users WHERE app_id = ${appId}`;
  if (order === "id") {
    return sql`${from} AND id > ${after?.id ?? ""} ORDER BY id LIMIT ${limit}`;
  }
  const behind = after
    ? sql`AND (created_at, id) < (${fromTimestamp(after.createdAt)}, ${after.id})`
    : sql``;
  return sql`${from} ${behind} ORDER BY created_at DESC, id DESC LIMIT ${limit}`;
}

function toUser(row: UserRow): User {
  return {
    id: row.id,
    data: JSON.parse(row.data) as JsonObject, // only objects are written
    version: row.version,
    createdAt: toTimestamp(row.createdAt),
    updatedAt: toTimestamp(row.updatedAt),
  };
}
