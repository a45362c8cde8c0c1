import { sqltag as sql } from "@prisma/client/runtime/client";
import { mapUnavailable } from "../prisma/map-unavailable.js";
import type { Clock } from "../clock.js";
import type { AdminRow, PrismaClientLike } from "../prisma/prisma-client-like.js";

/** The one administrator's row. */
const ADMIN_ID = "admin";

export type StoredPassword = Omit<AdminRow, "id">;

export interface PasswordChange {
  readonly passwordHash: string;
  /** Of the setting that brings it; absent: it comes from elsewhere, and the setting known stays known. */
  readonly settingHash?: string;
  /** Only while the password is still the one that was set then. */
  readonly ifUpdatedAt?: bigint;
  /** The one session that goes on. */
  readonly keptSession?: string;
}

/** The dashboard's administrator. Holds hashes only; who hashes is the caller. */
export class AdminStore {
  readonly #prisma: PrismaClientLike;
  readonly #clock: Clock;

  constructor(prisma: PrismaClientLike, clock: Clock) {
    this.#prisma = prisma;
    this.#clock = clock;
  }

  getPassword(): Promise<StoredPassword | null> {
    return mapUnavailable(this.#prisma.admin.findUnique({ where: { id: ADMIN_ID } }));
  }

  /** Whether this very call set the first password: among processes that start at once exactly one did. */
  async addPassword(passwordHash: string, settingHash: string | null = null): Promise<boolean> {
    // Atomic: the primary key decides.
    const count = await mapUnavailable(
      this.#prisma.$executeRaw(sql`
        INSERT INTO admins (id, password_hash, setting_hash, updated_at)
        VALUES (${ADMIN_ID}, ${passwordHash}, ${settingHash}, ${this.#clock()})
        ON CONFLICT (id) DO NOTHING`),
    );
    return count > 0;
  }

  /** Ends all other sessions. False where the password was not the one that it is to replace. */
  async updatePassword(change: PasswordChange): Promise<boolean> {
    const { passwordHash, settingHash = null, ifUpdatedAt = null, keptSession } = change;
    const now = this.#clock();
    // Atomic: a session is open while it names the password's time, so this one statement ends them all.
    const changed = await mapUnavailable(
      this.#prisma.$executeRaw(sql`
        UPDATE admins SET password_hash = ${passwordHash}, updated_at = ${now},
          setting_hash = COALESCE(${settingHash}, setting_hash)
        WHERE id = ${ADMIN_ID}
          AND updated_at = COALESCE(CAST(${ifUpdatedAt} AS BIGINT), updated_at)`),
    );
    if (changed === 0) return false;
    if (keptSession !== undefined) await this.#keepSession(keptSession, now);
    return true;
  }

  /** Should the process end before, the session has ended too: nothing is open that ought not to be. */
  async #keepSession(tokenHash: string, passwordAt: bigint): Promise<void> {
    await mapUnavailable(
      this.#prisma.$executeRaw(sql`
        UPDATE admin_sessions SET password_at = ${passwordAt} WHERE token_hash = ${tokenHash}
          AND EXISTS (SELECT 1 FROM admins WHERE updated_at = ${passwordAt})`),
    );
  }

  /** Remembers which setting the password was last compared with, and leaves the password alone. */
  async updateSettingHash(settingHash: string): Promise<void> {
    await mapUnavailable(
      this.#prisma.$executeRaw(
        sql`UPDATE admins SET setting_hash = ${settingHash} WHERE id = ${ADMIN_ID}`,
      ),
    );
  }
}
