import { sqltag as sql } from "@prisma/client/runtime/client";
import { isUniqueViolation, mapUnavailable } from "../prisma/driver-errors.js";
import type { Clock } from "../clock.js";
import type { PrismaClientLike } from "../prisma/prisma-client-like.js";

export interface PasskeyRow {
  /** The credential's id, in base64url. */
  id: string;
  adminId: string;
  name: string;
  /** In COSE format, in base64url. */
  publicKey: string;
  counter: bigint;
  /** A JSON array. */
  transports: string;
  createdAt: bigint;
  lastUsedAt: bigint | null;
}

const columns = sql`id, admin_id AS "adminId", name, public_key AS "publicKey", counter, transports,
  created_at AS "createdAt", last_used_at AS "lastUsedAt"`;

/** The administrators' passkeys. */
export class PasskeyStore {
  readonly #prisma: PrismaClientLike;
  readonly #clock: Clock;

  constructor(prisma: PrismaClientLike, clock: Clock) {
    this.#prisma = prisma;
    this.#clock = clock;
  }

  /** Returns false if the credential is known, or the administrator has `max` passkeys. */
  async add(passkey: Omit<PasskeyRow, "createdAt" | "lastUsedAt">, max: number): Promise<boolean> {
    const { id, adminId, name, publicKey, counter, transports } = passkey;
    const inserted = this.#prisma.$executeRaw(sql`
      INSERT INTO passkeys (id, admin_id, name, public_key, counter, transports, created_at)
      SELECT ${id}, ${adminId}, ${name}, ${publicKey}, CAST(${counter} AS BIGINT), ${transports},
        CAST(${this.#clock()} AS BIGINT)
      WHERE (SELECT COUNT(*) FROM passkeys WHERE admin_id = ${adminId}) < ${max}`);
    try {
      return (await mapUnavailable(inserted)) > 0;
    } catch (error) {
      if (isUniqueViolation(error)) return false;
      throw error;
    }
  }

  async get(id: string): Promise<PasskeyRow | null> {
    const rows = this.#prisma.$queryRaw<PasskeyRow[]>(
      sql`SELECT ${columns} FROM passkeys WHERE id = ${id}`,
    );
    return (await mapUnavailable(rows))[0] ?? null;
  }

  /** Oldest first. */
  list(adminId: string): Promise<PasskeyRow[]> {
    return mapUnavailable(
      this.#prisma.$queryRaw<PasskeyRow[]>(sql`
        SELECT ${columns} FROM passkeys WHERE admin_id = ${adminId} ORDER BY created_at, id`),
    );
  }

  /** Returns the removed passkey; null if the administrator has no such one. */
  async remove(adminId: string, id: string): Promise<PasskeyRow | null> {
    const rows = this.#prisma.$queryRaw<PasskeyRow[]>(sql`
      DELETE FROM passkeys WHERE id = ${id} AND admin_id = ${adminId} RETURNING ${columns}`);
    return (await mapUnavailable(rows))[0] ?? null;
  }

  /** False if the counter has not grown: a copy of the authenticator may exist. 0: it does not count. */
  async recordUse(id: string, counter: bigint): Promise<boolean> {
    // Atomic: of two sign-ins with the same count, one succeeds.
    const updated = this.#prisma.$executeRaw(sql`
      UPDATE passkeys SET counter = ${counter}, last_used_at = ${this.#clock()}
      WHERE id = ${id} AND (counter < ${counter} OR (counter = 0 AND ${counter} = 0))`);
    return (await mapUnavailable(updated)) > 0;
  }
}
