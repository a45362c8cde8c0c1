import { type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import { mapUnavailable } from "../prisma/driver-errors.js";
import type { Clock } from "../clock.js";
import type { AppRow, PrismaClientLike } from "../prisma/prisma-client-like.js";

/** How many rows one statement deletes; limited because other writers wait for it. */
const DELETE_BATCH_SIZE = 2000;
const DELETE_BATCH_MINUTES = 30;

/** Each statement is repeated until it deletes nothing. */
const deleteStatements = (id: string): readonly Sql[] => [
  sql`
    DELETE FROM users WHERE app_id = ${id} AND id IN (
      SELECT id FROM users WHERE app_id = ${id} ORDER BY id LIMIT ${DELETE_BATCH_SIZE})`,
  sql`
    DELETE FROM changes WHERE app_id = ${id} AND seq IN (
      SELECT seq FROM changes WHERE app_id = ${id} ORDER BY seq LIMIT ${DELETE_BATCH_SIZE})`,
  sql`DELETE FROM change_counters WHERE app_id = ${id}`,
  sql`
    DELETE FROM idempotency_keys WHERE app_id = ${id} AND key IN (
      SELECT key FROM idempotency_keys WHERE app_id = ${id} ORDER BY key LIMIT ${DELETE_BATCH_SIZE})`,
  sql`
    DELETE FROM usage WHERE app_id = ${id} AND minute IN (
      SELECT DISTINCT minute FROM usage WHERE app_id = ${id} ORDER BY minute LIMIT ${DELETE_BATCH_MINUTES})`,
  sql`
    DELETE FROM audit_events WHERE seq IN (
      SELECT seq FROM audit_events WHERE app_id = ${id} ORDER BY at, seq LIMIT ${DELETE_BATCH_SIZE})`,
  sql`DELETE FROM data_schemas WHERE app_id = ${id}`,
  sql`DELETE FROM api_keys WHERE app_id = ${id}`,
];

/** The read policy of a new app. */
const ownOnly = { userReads: "self", publicFields: "[]" } as const;

/** Apps, the tenants that own users and API keys. */
export class AppStore {
  readonly #prisma: PrismaClientLike;
  readonly #clock: Clock;

  constructor(prisma: PrismaClientLike, clock: Clock) {
    this.#prisma = prisma;
    this.#clock = clock;
  }

  /** Returns whether this call added the app: of concurrent starts, exactly one does. */
  async addIfAbsent(id: string, name: string): Promise<boolean> {
    // Atomic: the primary key decides.
    const count = await mapUnavailable(
      this.#prisma.$executeRaw(sql`
        INSERT INTO apps (id, name, created_at, user_reads, public_fields)
        VALUES (${id}, ${name}, ${this.#clock()}, ${ownOnly.userReads}, ${ownOnly.publicFields})
        ON CONFLICT (id) DO NOTHING`),
    );
    return count > 0;
  }

  add(id: string, name: string): Promise<AppRow> {
    return mapUnavailable(
      this.#prisma.app.create({ data: { id, name, createdAt: this.#clock(), ...ownOnly } }),
    );
  }

  /** Null if the app does not exist. */
  async rename(id: string, name: string): Promise<AppRow | null> {
    // Atomic: one statement renames and returns the app.
    const [app] = await mapUnavailable(
      this.#prisma.app.updateManyAndReturn({ where: { id }, data: { name } }),
    );
    return app ?? null;
  }

  /**
   * Removes the app and all its rows, except its indexes (see DataIndexStore). Deletes in batches, so that other
   * writes run in between, and the app itself last: an interrupted removal leaves the app listed, and the next call
   * resumes. Returns whether this call removed the app.
   */
  async remove(id: string): Promise<boolean> {
    for (const statement of deleteStatements(id)) {
      while ((await mapUnavailable(this.#prisma.$executeRaw(statement))) > 0)
        await new Promise(setImmediate);
    }
    return (
      (await mapUnavailable(this.#prisma.$executeRaw(sql`DELETE FROM apps WHERE id = ${id}`))) > 0
    );
  }

  get(id: string): Promise<AppRow | null> {
    return mapUnavailable(this.#prisma.app.findUnique({ where: { id } }));
  }

  list(): Promise<AppRow[]> {
    return mapUnavailable(this.#prisma.app.findMany({ orderBy: { createdAt: "asc" } }));
  }
}
