import { sqltag as sql } from "@prisma/client/runtime/client";
import { isUniqueViolation, mapUnavailable } from "../prisma/driver-errors.js";
import type { Clock } from "../clock.js";
import type { PrismaClientLike } from "../prisma/prisma-client-like.js";

/** An account of an identity provider. */
export interface IdentityKey {
  readonly issuer: string;
  readonly subject: string;
}

/** How an account came to be linked. */
interface NewIdentity {
  readonly adminId: string;
  /** `setting`: ROSTER_OIDC_ALLOWED. */
  readonly admittedBy: "invitation" | "setting";
}

/** An account that is or was linked. */
export interface LinkedIdentity extends Pick<NewIdentity, "admittedBy"> {
  /** Null once the administrator was removed. */
  readonly adminId: string | null;
}

/** Which accounts of identity providers the administrators sign in with. */
export class IdentityStore {
  readonly #prisma: PrismaClientLike;
  readonly #clock: Clock;

  constructor(prisma: PrismaClientLike, clock: Clock) {
    this.#prisma = prisma;
    this.#clock = clock;
  }

  /** Null for an account that was never linked. */
  async find({ issuer, subject }: IdentityKey): Promise<LinkedIdentity | null> {
    const [row] = await mapUnavailable(
      this.#prisma.$queryRaw<LinkedIdentity[]>(sql`
        SELECT admin_id AS "adminId", admitted_by AS "admittedBy" FROM admin_identities
        WHERE issuer = ${issuer} AND subject = ${subject}`),
    );
    return row ?? null;
  }

  /** Whether the administrator signs in with an account. */
  async isLinked(adminId: string): Promise<boolean> {
    const rows = this.#prisma.$queryRaw<object[]>(
      sql`SELECT issuer FROM admin_identities WHERE admin_id = ${adminId} LIMIT 1`,
    );
    return (await mapUnavailable(rows)).length > 0;
  }

  /**
   * False if the account or the administrator is already linked: of concurrent calls, one succeeds. Only an invitation
   * links the account of a removed administrator.
   */
  async add({ adminId, admittedBy }: NewIdentity, { issuer, subject }: IdentityKey) {
    const added = this.#prisma.$executeRaw(sql`
      INSERT INTO admin_identities (issuer, subject, admin_id, admitted_by, created_at)
      VALUES (${issuer}, ${subject}, ${adminId}, ${admittedBy}, ${this.#clock()})
      ON CONFLICT (issuer, subject) DO UPDATE
        SET admin_id = EXCLUDED.admin_id, admitted_by = EXCLUDED.admitted_by
        WHERE admin_identities.admin_id IS NULL AND EXCLUDED.admitted_by = 'invitation'`);
    try {
      return (await mapUnavailable(added)) > 0;
    } catch (error) {
      if (isUniqueViolation(error)) return false;
      throw error;
    }
  }

  /** From now on, ROSTER_OIDC_ALLOWED need not name the administrator. */
  async admitByInvitation(adminId: string): Promise<void> {
    await mapUnavailable(
      this.#prisma.$executeRaw(
        sql`UPDATE admin_identities SET admitted_by = 'invitation' WHERE admin_id = ${adminId}`,
      ),
    );
  }

  /** The administrator signs in with an account from now on: an invitation is no longer valid. */
  async accept(adminId: string, name: string): Promise<void> {
    await mapUnavailable(
      this.#prisma.$executeRaw(sql`
        UPDATE admins SET name = ${name}, invitation_hash = NULL, invitation_expires_at = NULL
        WHERE id = ${adminId}`),
    );
  }
}
