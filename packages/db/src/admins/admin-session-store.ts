import { type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import { mapUnavailable } from "../prisma/driver-errors.js";
import type { Clock } from "../clock.js";
import type { AdminRow, AdminSessionRow, PrismaClientLike } from "../prisma/prisma-client-like.js";
import { adminColumns, type StoredAdmin, toStoredAdmin } from "./stored-admin.js";

/** The last use of a session is written at most this often, in microseconds. */
const LAST_SEEN_RESOLUTION = 300_000_000n;
/** A session unused for a day has ended. */
const IDLE_TIMEOUT = 86_400_000_000n;

export interface NewSession {
  readonly tokenHash: string;
  readonly lifetimeSeconds: number;
  /** Its `credentialsAt` when it was checked: a password that is new since then ends the session. */
  readonly admin: Pick<StoredAdmin, "id" | "credentialsAt">;
  /** The User-Agent header. */
  readonly userAgent: string;
}

/**
 * The administrators' sessions. A session ends when it expires, is idle too long, or its administrator is removed or
 * gets a new password.
 */
export class AdminSessionStore {
  readonly #prisma: PrismaClientLike;
  readonly #clock: Clock;

  constructor(prisma: PrismaClientLike, clock: Clock) {
    this.#prisma = prisma;
    this.#clock = clock;
  }

  /** Also deletes ended sessions. */
  async add({ tokenHash, lifetimeSeconds, admin, userAgent }: NewSession): Promise<void> {
    const now = this.#clock();
    const expiresAt = now + BigInt(lifetimeSeconds) * 1_000_000n;
    await mapUnavailable(
      this.#prisma.$executeRaw(sql`
        DELETE FROM admin_sessions WHERE token_hash NOT IN (SELECT s.token_hash ${openAt(now)})`),
    );
    const { id: adminId, credentialsAt } = admin;
    const times = { createdAt: now, expiresAt, lastSeenAt: now, credentialsAt };
    const data = { tokenHash, adminId, userAgent, ...times };
    await mapUnavailable(this.#prisma.adminSession.create({ data }));
  }

  /** Records a use. Returns the administrator; null if the session is not open. */
  async touch(tokenHash: string): Promise<StoredAdmin | null> {
    const now = this.#clock();
    const [found] = await mapUnavailable(
      this.#prisma.$queryRaw<(Pick<AdminSessionRow, "lastSeenAt"> & AdminRow)[]>(sql`
        SELECT s.last_seen_at AS "lastSeenAt", ${adminColumns} ${openAt(now)}
          AND s.token_hash = ${tokenHash}`),
    );
    if (!found) return null;
    const { lastSeenAt, ...admin } = found;
    if (lastSeenAt <= now - LAST_SEEN_RESOLUTION) {
      await mapUnavailable(
        this.#prisma.$executeRaw(sql`
          UPDATE admin_sessions SET last_seen_at = ${now}
          WHERE token_hash = ${tokenHash} AND last_seen_at < ${now}`),
      );
    }
    return toStoredAdmin(admin);
  }

  /** The administrator's open sessions, most recently used first. */
  list(adminId: string): Promise<AdminSessionRow[]> {
    return mapUnavailable(
      this.#prisma.$queryRaw<AdminSessionRow[]>(sql`
        SELECT s.token_hash AS "tokenHash", s.admin_id AS "adminId", s.created_at AS "createdAt", s.expires_at AS "expiresAt",
          s.last_seen_at AS "lastSeenAt", s.password_at AS "credentialsAt", s.user_agent AS "userAgent"
        ${openAt(this.#clock())} AND s.admin_id = ${adminId} ORDER BY s.last_seen_at DESC, s.created_at DESC`),
    );
  }

  /** Returns whether this call ended the session: of this administrator, if one is given. */
  async remove(tokenHash: string, adminId?: string): Promise<boolean> {
    const where = { tokenHash, ...(adminId !== undefined && { adminId }) };
    const { count } = await mapUnavailable(this.#prisma.adminSession.deleteMany({ where }));
    return count > 0;
  }

  async removeAll(adminId: string): Promise<number> {
    const where = { adminId };
    return (await mapUnavailable(this.#prisma.adminSession.deleteMany({ where }))).count;
  }
}

function openAt(now: bigint): Sql {
  return sql`
    FROM admin_sessions AS s JOIN admins ON admins.id = s.admin_id AND admins.updated_at = s.password_at
    WHERE s.expires_at > ${now} AND s.last_seen_at > ${now - IDLE_TIMEOUT}`;
}
