import { sqltag as sql } from "@prisma/client/runtime/client";
import { reached } from "./availability.js";
import type { Clock } from "./clock.js";
import type { AppRow, PrismaPort } from "./port.js";

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

  find(id: string): Promise<AppRow | null> {
    return reached(this.#port.app.findUnique({ where: { id } }));
  }

  list(): Promise<AppRow[]> {
    return reached(this.#port.app.findMany({ orderBy: { createdAt: "asc" } }));
  }
}
