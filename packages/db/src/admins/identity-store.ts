import { sqltag as sql } from "@prisma/client/runtime/client";
import { mapUnavailable } from "../prisma/driver-errors.js";
import type { Clock } from "../clock.js";
import type { PrismaClientLike } from "../prisma/prisma-client-like.js";

/** An account of an identity provider. */
export interface IdentityKey {
  readonly issuer: string;
  readonly subject: string;
}

/** Which accounts of identity providers the administrators sign in with. */
export class IdentityStore {
  readonly #prisma: PrismaClientLike;
  readonly #clock: Clock;

  constructor(prisma: PrismaClientLike, clock: Clock) {
    this.#prisma = prisma;
    this.#clock = clock;
  }

  /** The id of the administrator with this account. */
  async find({ issuer, subject }: IdentityKey): Promise<string | null> {
    const [row] = await mapUnavailable(
      this.#prisma.$queryRaw<{ adminId: string }[]>(sql`
        SELECT admin_id AS "adminId" FROM admin_identities
        WHERE issuer = ${issuer} AND subject = ${subject}`),
    );
    return row?.adminId ?? null;
  }

  /** False if the account or the administrator is already linked: of concurrent calls, one succeeds. */
  async add(adminId: string, { issuer, subject }: IdentityKey): Promise<boolean> {
    const added = this.#prisma.$executeRaw(sql`
      INSERT INTO admin_identities (issuer, subject, admin_id, created_at)
      VALUES (${issuer}, ${subject}, ${adminId}, ${this.#clock()})
      ON CONFLICT DO NOTHING`);
    return (await mapUnavailable(added)) > 0;
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
