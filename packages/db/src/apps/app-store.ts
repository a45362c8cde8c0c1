import { type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import { mapUnavailable } from "../prisma/map-unavailable.js";
import type { Clock } from "../clock.js";
import type { AppRow, PrismaClientLike } from "../prisma/prisma-client-like.js";

/** The most rows that one statement deletes: others that write wait for it. */
const DELETE_BATCH_SIZE = 2000;
const DELETE_BATCH_MINUTES = 30;

/** Each is repeated until it deletes nothing more. */
const deleteStatements = (id: string): readonly Sql[] => [
  sql`
    DELETE FROM users WHERE app_id = ${id} AND id IN (
      SELECT id FROM users WHERE app_id = ${id} ORDER BY id LIMIT ${DELETE_BATCH_SIZE})`,
  sql`
    DELETE FROM idempotency_keys WHERE app_id = ${id} AND key IN (
      SELECT key FROM idempotency_keys WHERE app_id = ${id} ORDER BY key LIMIT ${DELETE_BATCH_SIZE})`,
  sql`
    DELETE FROM usage WHERE app_id = ${id} AND minute IN (
      SELECT DISTINCT minute FROM usage WHERE app_id = ${id} ORDER BY minute LIMIT ${DELETE_BATCH_MINUTES})`,
  sql`DELETE FROM data_schemas WHERE app_id = ${id}`,
  sql`DELETE FROM api_keys WHERE app_id = ${id}`,
];

/** Apps: the tenants that own users and API keys. */
export class AppStore {
  readonly #prisma: PrismaClientLike;
  readonly #clock: Clock;

  constructor(prisma: PrismaClientLike, clock: Clock) {
    this.#prisma = prisma;
    this.#clock = clock;
  }

  /** Whether this very call created the app: among processes that start at once exactly one did. */
  async addIfAbsent(id: string, name: string): Promise<boolean> {
    // Atomic: the primary key decides.
    const count = await mapUnavailable(
      this.#prisma.$executeRaw(sql`
        INSERT INTO apps (id, name, created_at) VALUES (${id}, ${name}, ${this.#clock()})
        ON CONFLICT (id) DO NOTHING`),
    );
    return count > 0;
  }

  add(id: string, name: string): Promise<AppRow> {
    return mapUnavailable(
      this.#prisma.app.create({ data: { id, name, createdAt: this.#clock() } }),
    );
  }

  /** Null where there is no such app. */
  async rename(id: string, name: string): Promise<AppRow | null> {
    // Atomic: renamed and returned by one statement.
    const [app] = await mapUnavailable(
      this.#prisma.app.updateManyAndReturn({ where: { id }, data: { name } }),
    );
    return app ?? null;
  }

  /**
   * Deletes the app with all that has its id, but for the indexes, which are the catalog's. Step by step, so that
   * other writes come between, and the app itself at last: what is broken off leaves an app that is listed still,
   * and the next call goes on. Whether this very call deleted the app.
   */
  async remove(id: string): Promise<boolean> {
    for (const step of deleteStatements(id)) {
      while ((await mapUnavailable(this.#prisma.$executeRaw(step))) > 0)
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
