import { sqltag as sql } from "@prisma/client/runtime/client";
import { mapUnavailable } from "../prisma/driver-errors.js";
import type { Clock } from "../clock.js";
import type { AdminRow, PrismaClientLike } from "../prisma/prisma-client-like.js";

/** The row of the only administrator. */
const ADMIN_ID = "admin";

export type StoredPassword = Omit<AdminRow, "id">;

export interface PasswordChange {
  readonly passwordHash: string;
  /** The hash of the setting that the password comes from. Default: keeps the stored one. */
  readonly settingHash?: string;
  /** Updates only if the password was set at this time. */
  readonly ifUpdatedAt?: bigint;
  /** The session that stays open. */
  readonly keptSession?: string;
}

/** The dashboard's administrator. Stores only hashes, which the caller computes. */
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

  /** Returns whether this call set the first password: of concurrent starts, exactly one does. */
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

  /** Ends all other sessions. False if `ifUpdatedAt` does not match. */
  async updatePassword(change: PasswordChange): Promise<boolean> {
    const { passwordHash, settingHash = null, ifUpdatedAt = null, keptSession } = change;
    const now = this.#clock();
    // Atomic: a session is open only while its password time matches, so this statement ends all of them.
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

  /** If the process ends before this, the session ends too, so no session stays open that should not. */
  async #keepSession(tokenHash: string, passwordAt: bigint): Promise<void> {
    await mapUnavailable(
      this.#prisma.$executeRaw(sql`
        UPDATE admin_sessions SET password_at = ${passwordAt} WHERE token_hash = ${tokenHash}
          AND EXISTS (SELECT 1 FROM admins WHERE updated_at = ${passwordAt})`),
    );
  }

  /** Stores which setting the password was last compared with; does not change the password. */
  async updateSettingHash(settingHash: string): Promise<void> {
    await mapUnavailable(
      this.#prisma.$executeRaw(
        sql`UPDATE admins SET setting_hash = ${settingHash} WHERE id = ${ADMIN_ID}`,
      ),
    );
  }
}
