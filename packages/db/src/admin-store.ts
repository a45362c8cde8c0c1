import { sqltag as sql } from "@prisma/client/runtime/client";
import { reached } from "./availability.js";
import type { Clock } from "./clock.js";
import type { PrismaPort } from "./port.js";

/** The one administrator's row. */
const ADMIN_ID = "admin";

/** The dashboard's administrator and sessions. Holds hashes only; who hashes is the caller. */
export class AdminStore {
  readonly #port: PrismaPort;
  readonly #clock: Clock;

  constructor(port: PrismaPort, clock: Clock) {
    this.#port = port;
    this.#clock = clock;
  }

  async findPasswordHash(): Promise<string | null> {
    const admin = await reached(this.#port.admin.findUnique({ where: { id: ADMIN_ID } }));
    return admin?.passwordHash ?? null;
  }

  /** Whether this very call set the first password: among processes that start at once exactly one did. */
  async insertPasswordHash(passwordHash: string): Promise<boolean> {
    // Atomic: the primary key decides.
    const count = await reached(
      this.#port.$executeRaw(sql`
        INSERT INTO admins (id, password_hash, updated_at)
        VALUES (${ADMIN_ID}, ${passwordHash}, ${this.#clock()})
        ON CONFLICT (id) DO NOTHING`),
    );
    return count > 0;
  }

  /** Sets the password and ends every session. */
  async replacePasswordHash(passwordHash: string): Promise<void> {
    const row = { passwordHash, updatedAt: this.#clock() };
    await reached(
      this.#port.admin.upsert({
        where: { id: ADMIN_ID },
        create: { id: ADMIN_ID, ...row },
        update: row,
      }),
    );
    await reached(this.#port.adminSession.deleteMany({}));
  }

  /** Opens a session of `lifetimeSeconds`, and clears away those that have run out. */
  async insertSession(tokenHash: string, lifetimeSeconds: number): Promise<void> {
    const createdAt = this.#clock();
    const expiresAt = createdAt + BigInt(lifetimeSeconds) * 1_000_000n;
    await reached(this.#port.adminSession.deleteMany({ where: { expiresAt: { lte: createdAt } } }));
    await reached(this.#port.adminSession.create({ data: { tokenHash, createdAt, expiresAt } }));
  }

  async isSessionOpen(tokenHash: string): Promise<boolean> {
    const session = await reached(this.#port.adminSession.findUnique({ where: { tokenHash } }));
    return session !== null && session.expiresAt > this.#clock();
  }

  async deleteSession(tokenHash: string): Promise<void> {
    await reached(this.#port.adminSession.deleteMany({ where: { tokenHash } }));
  }
}
