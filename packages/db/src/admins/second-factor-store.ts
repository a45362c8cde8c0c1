import { sqltag as sql } from "@prisma/client/runtime/client";
import { mapUnavailable } from "../prisma/driver-errors.js";
import type { Clock } from "../clock.js";
import type { PrismaClientLike } from "../prisma/prisma-client-like.js";

/** Which second factors an administrator has. */
export interface SecondFactors {
  readonly passkeys: number;
  readonly hasTotp: boolean;
  readonly recoveryCodes: number;
}

export interface SealedTotp {
  readonly adminId: string;
  readonly secret: string;
}

/** Authenticator apps and recovery codes of the administrators, and what keeps sign-ins from being repeated. */
export class SecondFactorStore {
  readonly #prisma: PrismaClientLike;
  readonly #clock: Clock;

  constructor(prisma: PrismaClientLike, clock: Clock) {
    this.#prisma = prisma;
    this.#clock = clock;
  }

  async count(adminId: string): Promise<SecondFactors> {
    const [counts] = await mapUnavailable(
      this.#prisma.$queryRaw<Record<"passkeys" | "totps" | "recoveryCodes", bigint>[]>(sql`
        SELECT (SELECT COUNT(*) FROM passkeys WHERE admin_id = ${adminId}) AS "passkeys",
          (SELECT COUNT(*) FROM totp_secrets WHERE admin_id = ${adminId}) AS "totps",
          (SELECT COUNT(*) FROM recovery_codes WHERE admin_id = ${adminId}) AS "recoveryCodes"`),
    );
    return {
      passkeys: Number(counts?.passkeys),
      hasTotp: Number(counts?.totps) > 0,
      recoveryCodes: Number(counts?.recoveryCodes),
    };
  }

  /** Replaces an earlier secret. `lastStep` is the step of the code that confirmed it. */
  async setTotp({ adminId, secret }: SealedTotp, lastStep: bigint): Promise<void> {
    const now = this.#clock();
    await mapUnavailable(
      this.#prisma.$executeRaw(sql`
        INSERT INTO totp_secrets (admin_id, secret, last_step, created_at)
        VALUES (${adminId}, ${secret}, ${lastStep}, ${now})
        ON CONFLICT (admin_id) DO UPDATE SET secret = ${secret}, last_step = ${lastStep},
          created_at = ${now}`),
    );
  }

  /** The sealed secret; null without one. */
  async getTotp(adminId: string): Promise<string | null> {
    const [row] = await mapUnavailable(
      this.#prisma.$queryRaw<SealedTotp[]>(
        sql`SELECT secret FROM totp_secrets WHERE admin_id = ${adminId}`,
      ),
    );
    return row?.secret ?? null;
  }

  /** Returns whether this call used the step's code: no earlier one can be used any more. */
  async useTotpStep(adminId: string, step: bigint): Promise<boolean> {
    // Atomic: of concurrent calls with one code, one succeeds.
    const used = this.#prisma.$executeRaw(sql`
      UPDATE totp_secrets SET last_step = ${step} WHERE admin_id = ${adminId} AND last_step < ${step}`);
    return (await mapUnavailable(used)) > 0;
  }

  async removeTotp(adminId: string): Promise<boolean> {
    const removed = this.#prisma.$executeRaw(
      sql`DELETE FROM totp_secrets WHERE admin_id = ${adminId}`,
    );
    return (await mapUnavailable(removed)) > 0;
  }

  /** All sealed secrets, by administrator, after this one. */
  listTotp(after: string, limit: number): Promise<SealedTotp[]> {
    return mapUnavailable(
      this.#prisma.$queryRaw<SealedTotp[]>(sql`
        SELECT admin_id AS "adminId", secret FROM totp_secrets WHERE admin_id > ${after}
        ORDER BY admin_id LIMIT ${limit}`),
    );
  }

  /** Returns whether the secret was still `from`. */
  async resealTotp(adminId: string, { from, to }: { from: string; to: string }): Promise<boolean> {
    const changed = this.#prisma.$executeRaw(sql`
      UPDATE totp_secrets SET secret = ${to} WHERE admin_id = ${adminId} AND secret = ${from}`);
    return (await mapUnavailable(changed)) > 0;
  }

  /** Replaces all codes. */
  async setRecoveryCodes(adminId: string, hashes: readonly string[]): Promise<void> {
    await mapUnavailable(
      this.#prisma.$transaction([
        this.#prisma.$queryRaw(sql`DELETE FROM recovery_codes WHERE admin_id = ${adminId}`),
        ...hashes.map((hash) =>
          this.#prisma.$queryRaw(
            sql`INSERT INTO recovery_codes (admin_id, hash) VALUES (${adminId}, ${hash})`,
          ),
        ),
      ]),
    );
  }

  /** Without another second factor, there is nothing to recover. */
  async removeUnusedRecoveryCodes(adminId: string): Promise<void> {
    // Atomic: a factor that is added meanwhile keeps its codes.
    await mapUnavailable(
      this.#prisma.$executeRaw(sql`
        DELETE FROM recovery_codes WHERE admin_id = ${adminId}
          AND NOT EXISTS (SELECT 1 FROM passkeys WHERE admin_id = ${adminId})
          AND NOT EXISTS (SELECT 1 FROM totp_secrets WHERE admin_id = ${adminId})`),
    );
  }

  /** Returns whether this call used the code. */
  async useRecoveryCode(adminId: string, hash: string): Promise<boolean> {
    const used = this.#prisma.$executeRaw(
      sql`DELETE FROM recovery_codes WHERE admin_id = ${adminId} AND hash = ${hash}`,
    );
    return (await mapUnavailable(used)) > 0;
  }

  /** Returns whether nobody has used the challenge before. It is remembered until it expires. */
  async useChallenge(hash: string, lifetimeSeconds: number): Promise<boolean> {
    const now = this.#clock();
    const expiresAt = now + BigInt(lifetimeSeconds) * 1_000_000n;
    await mapUnavailable(
      this.#prisma.$executeRaw(sql`DELETE FROM used_challenges WHERE expires_at <= ${now}`),
    );
    const used = this.#prisma.$executeRaw(sql`
      INSERT INTO used_challenges (hash, expires_at) VALUES (${hash}, ${expiresAt})
      ON CONFLICT (hash) DO NOTHING`);
    return (await mapUnavailable(used)) > 0;
  }
}
