import { type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import { mapUnavailable } from "../prisma/driver-errors.js";
import type { Clock } from "../clock.js";
import type { AdminSessionRow, PrismaClientLike } from "../prisma/prisma-client-like.js";

/** The last use of a session is written at most this often, in microseconds. */
const LAST_SEEN_RESOLUTION = 300_000_000n;
/** A session unused for a day has ended. */
const IDLE_TIMEOUT = 86_400_000_000n;

export interface NewSession {
  readonly tokenHash: string;
  readonly lifetimeSeconds: number;
  /** The `updatedAt` of the password that opened the session; a new password ends it. */
  readonly passwordAt: bigint;
  /** The User-Agent header. */
  readonly userAgent: string;
}

/** The administrator's sessions. A session ends when it expires, is idle too long, or the password changes. */
export class AdminSessionStore {
  readonly #prisma: PrismaClientLike;
  readonly #clock: Clock;

  constructor(prisma: PrismaClientLike, clock: Clock) {
    this.#prisma = prisma;
    this.#clock = clock;
  }

  /** Also deletes ended sessions. */
  async add({ tokenHash, lifetimeSeconds, passwordAt, userAgent }: NewSession): Promise<void> {
    const now = this.#clock();
    const expiresAt = now + BigInt(lifetimeSeconds) * 1_000_000n;
    await mapUnavailable(
      this.#prisma.$executeRaw(sql`
        DELETE FROM admin_sessions WHERE token_hash NOT IN (SELECT s.token_hash ${openAt(now)})`),
    );
    const data = { tokenHash, createdAt: now, expiresAt, lastSeenAt: now, passwordAt, userAgent };
    await mapUnavailable(this.#prisma.adminSession.create({ data }));
  }

  /** Records a use. False if the session is not open. */
  async touch(tokenHash: string): Promise<boolean> {
    const now = this.#clock();
    const [session] = await mapUnavailable(
      this.#prisma.$queryRaw<Pick<AdminSessionRow, "lastSeenAt">[]>(sql`
        SELECT s.last_seen_at AS "lastSeenAt" ${openAt(now)} AND s.token_hash = ${tokenHash}`),
    );
    if (!session) return false;
    if (session.lastSeenAt <= now - LAST_SEEN_RESOLUTION) {
      await mapUnavailable(
        this.#prisma.$executeRaw(sql`
          UPDATE admin_sessions SET last_seen_at = ${now}
          WHERE token_hash = ${tokenHash} AND last_seen_at < ${now}`),
      );
    }
    return true;
  }

  /** The open sessions, most recently used first. */
  list(): Promise<AdminSessionRow[]> {
    return mapUnavailable(
      this.#prisma.$queryRaw<AdminSessionRow[]>(sql`
        SELECT s.token_hash AS "tokenHash", s.created_at AS "createdAt", s.expires_at AS "expiresAt",
          s.last_seen_at AS "lastSeenAt", s.password_at AS "passwordAt", s.user_agent AS "userAgent"
        ${openAt(this.#clock())} ORDER BY s.last_seen_at DESC, s.created_at DESC`),
    );
  }

  /** Returns whether this call ended the session. */
  async remove(tokenHash: string): Promise<boolean> {
    const { count } = await mapUnavailable(
      this.#prisma.adminSession.deleteMany({ where: { tokenHash } }),
    );
    return count > 0;
  }

  async removeAll(): Promise<number> {
    return (await mapUnavailable(this.#prisma.adminSession.deleteMany({}))).count;
  }
}

function openAt(now: bigint): Sql {
  return sql`
    FROM admin_sessions AS s JOIN admins AS a ON a.updated_at = s.password_at
    WHERE s.expires_at > ${now} AND s.last_seen_at > ${now - IDLE_TIMEOUT}`;
}
