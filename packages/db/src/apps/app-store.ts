import { type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import { reached } from "../prisma/availability.js";
import type { Clock } from "../clock.js";
import type { AppRow, PrismaPort } from "../prisma/port.js";

/** The most rows that one statement deletes: others that write wait for it. */
const DELETED_AT_ONCE = 2000;
const MINUTES_AT_ONCE = 30;

/** Each is repeated until it deletes nothing more. */
const stepsOf = (id: string): readonly Sql[] => [
  sql`
    DELETE FROM users WHERE app_id = ${id} AND id IN (
      SELECT id FROM users WHERE app_id = ${id} ORDER BY id LIMIT ${DELETED_AT_ONCE})`,
  sql`
    DELETE FROM idempotency_keys WHERE app_id = ${id} AND key IN (
      SELECT key FROM idempotency_keys WHERE app_id = ${id} ORDER BY key LIMIT ${DELETED_AT_ONCE})`,
  sql`
    DELETE FROM usage WHERE app_id = ${id} AND minute IN (
      SELECT DISTINCT minute FROM usage WHERE app_id = ${id} ORDER BY minute LIMIT ${MINUTES_AT_ONCE})`,
  sql`DELETE FROM data_schemas WHERE app_id = ${id}`,
  sql`DELETE FROM api_keys WHERE app_id = ${id}`,
];

/** Apps: the tenants that own users and API keys. */
export class AppStore {
  readonly #port: PrismaPort;
  readonly #clock: Clock;

  constructor(port: PrismaPort, clock: Clock) {
    this.#port = port;
    this.#clock = clock;
  }

  /** Whether this very call created the app: among processes that start at once exactly one did. */
  async insert(id: string, name: string): Promise<boolean> {
    // Atomic: the primary key decides.
    const count = await reached(
      this.#port.$executeRaw(sql`
        INSERT INTO apps (id, name, created_at) VALUES (${id}, ${name}, ${this.#clock()})
        ON CONFLICT (id) DO NOTHING`),
    );
    return count > 0;
  }

  create(id: string, name: string): Promise<AppRow> {
    return reached(this.#port.app.create({ data: { id, name, createdAt: this.#clock() } }));
  }

  /** Null where there is no such app. */
  async rename(id: string, name: string): Promise<AppRow | null> {
    // Atomic: renamed and returned by one statement.
    const [app] = await reached(
      this.#port.app.updateManyAndReturn({ where: { id }, data: { name } }),
    );
    return app ?? null;
  }

  /**
   * Deletes the app with all that has its id, but for the indexes, which are the catalog's. Step by step, so that
   * other writes come between, and the app itself at last: what is broken off leaves an app that is listed still,
   * and the next call goes on. Whether this very call deleted the app.
   */
  async delete(id: string): Promise<boolean> {
    for (const step of stepsOf(id)) {
      while ((await reached(this.#port.$executeRaw(step))) > 0) await new Promise(setImmediate);
    }
    return (await reached(this.#port.$executeRaw(sql`DELETE FROM apps WHERE id = ${id}`))) > 0;
  }

  find(id: string): Promise<AppRow | null> {
    return reached(this.#port.app.findUnique({ where: { id } }));
  }

  list(): Promise<AppRow[]> {
    return reached(this.#port.app.findMany({ orderBy: { createdAt: "asc" } }));
  }
}
