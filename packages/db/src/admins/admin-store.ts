import { join, raw, type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import type { AdminRights } from "@roster/contract";
import type { Clock } from "../clock.js";
import type { DialectSql } from "../dialects/dialect.js";
import { isUniqueViolation, mapUnavailable } from "../prisma/driver-errors.js";
import type { AdminRow, PrismaClientLike } from "../prisma/prisma-client-like.js";
import {
  type AdminChange,
  assignmentsOf,
  EmailTaken,
  keepSession,
  toJson,
} from "./admin-change.js";
import { defaultWays, isDispensable, owns, type SignInWays } from "./sign-in-ways.js";
import {
  adminColumns,
  FIRST_ADMIN_ID,
  noInvitation,
  ownedTables,
  secondFactorTables,
  type StoredAdmin,
  toStoredAdmin,
} from "./stored-admin.js";

export interface NewAdmin extends AdminRights {
  readonly id: string;
  readonly email: string;
  readonly invitation: Invitation;
}

export interface Invitation {
  readonly hash: string;
  readonly lifetimeSeconds: number;
}

export interface PasswordChange {
  readonly passwordHash: string;
  /** The hash of the setting that the password comes from. Default: keeps the stored one. */
  readonly settingHash?: string;
  /** Updates only if the credentials were set at this time. */
  readonly ifCredentialsAt?: bigint;
  /** The session that stays open. */
  readonly keptSession?: string;
}

interface Dependencies {
  readonly prisma: PrismaClientLike;
  readonly dialect: DialectSql;
  readonly clock: Clock;
}

/** The dashboard's administrators. Stores only hashes, which the caller computes. */
export class AdminStore {
  readonly #prisma: PrismaClientLike;
  readonly #dialect: DialectSql;
  readonly #clock: Clock;

  constructor({ prisma, dialect, clock }: Dependencies) {
    this.#prisma = prisma;
    this.#dialect = dialect;
    this.#clock = clock;
  }

  get(id: string): Promise<StoredAdmin | null> {
    return this.#find({ id });
  }

  /** The administrator of the first start; null before it, or once it is removed. */
  getFirst(): Promise<StoredAdmin | null> {
    return this.get(FIRST_ADMIN_ID);
  }

  findByEmail(email: string): Promise<StoredAdmin | null> {
    return this.#find({ email });
  }

  /** The administrator with this invitation, if it has not expired. */
  async findInvited(invitationHash: string): Promise<StoredAdmin | null> {
    const admin = await this.#find({ invitationHash });
    return admin && (admin.invitationExpiresAt ?? 0n) > this.#clock() ? admin : null;
  }

  /** Oldest first. */
  async list(): Promise<StoredAdmin[]> {
    const rows = this.#prisma.admin.findMany({ orderBy: { createdAt: "asc" } });
    return (await mapUnavailable(rows)).map(toStoredAdmin);
  }

  /** Returns whether this call added the first administrator, an owner: of concurrent starts, exactly one does. */
  async addFirst(passwordHash: string, settingHash: string | null = null): Promise<boolean> {
    const now = this.#clock();
    // Atomic: the primary key decides. Never again once there are others, even if the first one is removed.
    const count = await mapUnavailable(
      this.#prisma.$executeRaw(sql`
        INSERT INTO admins (id, name, role, password_hash, setting_hash, updated_at, created_at)
        SELECT ${FIRST_ADMIN_ID}, '', 'owner', ${passwordHash}, ${settingHash}, CAST(${now} AS BIGINT),
          CAST(${now} AS BIGINT)
        WHERE NOT EXISTS (SELECT 1 FROM admins)
        ON CONFLICT (id) DO NOTHING`),
    );
    return count > 0;
  }

  /** Null if another administrator has the e-mail address. */
  async add({ id, email, role, apps, invitation }: NewAdmin): Promise<StoredAdmin | null> {
    const now = this.#clock();
    return this.#write(sql`
      INSERT INTO admins (id, email, name, role, apps, updated_at, created_at, invitation_hash,
        invitation_expires_at)
      VALUES (${id}, ${email}, '', ${role}, ${toJson(apps)}, ${now}, ${now}, ${invitation.hash},
        ${this.#endOf(invitation)})
      ON CONFLICT (email) DO NOTHING RETURNING ${adminColumns}`);
  }

  /**
   * Changes what is given, and nothing else. Null if there is no such administrator, or it is the last owner and would
   * no longer be one. A new e-mail address ends all sessions but `keptSession`.
   *
   * @throws EmailTaken
   */
  async update(
    id: string,
    { keptSession, ...change }: AdminChange,
    ways: SignInWays = defaultWays,
  ): Promise<StoredAdmin | null> {
    const { role = "owner", apps = null, email } = change;
    const staysOwner = role === "owner" && apps === null ? sql`1 = 1` : isDispensable(id, ways);
    const now = this.#clock();
    const statement = sql`
      UPDATE admins SET ${join(assignmentsOf(change, now))}
      WHERE admins.id = ${id} AND ${staysOwner} RETURNING ${adminColumns}`;
    const keep = email === undefined ? [] : keepSession(keptSession, { id, now });
    try {
      return await this.#writeWithOwnersLocked([statement, ...keep], ways);
    } catch (error) {
      throw isUniqueViolation(error) ? new EmailTaken(email ?? "") : error;
    }
  }

  /** With all that belongs to it. Null if there is no such administrator, or it is the last owner. */
  remove(id: string, ways: SignInWays = defaultWays): Promise<StoredAdmin | null> {
    const removal = sql`
      DELETE FROM admins WHERE admins.id = ${id} AND ${isDispensable(id, ways)} RETURNING ${adminColumns}`;
    const followUps = ownedTables.map(
      (table) => sql`DELETE FROM ${raw(table)} WHERE admin_id = ${id}
        AND NOT EXISTS (SELECT 1 FROM admins WHERE admins.id = ${id})`,
    );
    return this.#writeWithOwnersLocked([removal, ...followUps], ways);
  }

  /** The old invitation is no longer valid. */
  invite(id: string, invitation: Invitation): Promise<StoredAdmin | null> {
    return this.#write(sql`
      UPDATE admins SET invitation_hash = ${invitation.hash},
        invitation_expires_at = ${this.#endOf(invitation)}
      WHERE admins.id = ${id} RETURNING ${adminColumns}`);
  }

  /** Ends all sessions, removes second factors. Null if the invitation has expired or was used: exactly one call uses it. */
  acceptInvitation(
    invitationHash: string,
    { name, passwordHash }: Pick<StoredAdmin, "name"> & { readonly passwordHash: string },
  ): Promise<StoredAdmin | null> {
    const now = this.#clock();
    const invited = sql`admins.invitation_hash = ${invitationHash}
      AND admins.invitation_expires_at > CAST(${now} AS BIGINT)`;
    const removals = secondFactorTables.map(
      (table) => sql`DELETE FROM ${raw(table)} WHERE admin_id IN (
        SELECT admins.id FROM admins WHERE ${invited})`,
    );
    const accept = sql`
      UPDATE admins SET name = ${name}, password_hash = ${passwordHash}, updated_at = ${now},
        ${noInvitation}
      WHERE ${invited} RETURNING ${adminColumns}`;
    return this.#writeTogether([...removals, accept], removals.length);
  }

  /** Ends all other sessions and an invitation. False if `ifCredentialsAt` does not match. */
  async updatePassword(id: string, change: PasswordChange): Promise<boolean> {
    const { passwordHash, settingHash = null, ifCredentialsAt = null, keptSession } = change;
    const now = this.#clock();
    // A session is open only while its credentials match, so this statement ends all of them.
    const statement = sql`
      UPDATE admins SET password_hash = ${passwordHash}, updated_at = ${now}, ${noInvitation},
        setting_hash = COALESCE(${settingHash}, setting_hash)
      WHERE admins.id = ${id}
        AND updated_at = COALESCE(CAST(${ifCredentialsAt} AS BIGINT), updated_at)
      RETURNING ${adminColumns}`;
    const keep = keepSession(keptSession, { id, now });
    return (await this.#writeTogether([statement, ...keep], 0)) !== null;
  }

  /** Leaves this password as the only way to sign in. Returns whether there is such an administrator. */
  async reset(id: string, passwordHash: string): Promise<boolean> {
    const statement = sql`
      UPDATE admins SET password_hash = ${passwordHash}, updated_at = ${this.#clock()}, ${noInvitation}
      WHERE admins.id = ${id} RETURNING ${adminColumns}`;
    const removals = ownedTables.map(
      (table) => sql`DELETE FROM ${raw(table)} WHERE admin_id = ${id}`,
    );
    return (await this.#writeTogether([statement, ...removals], 0)) !== null;
  }

  /** Stores which setting the first password was last compared with; does not change the password. */
  async updateSettingHash(settingHash: string): Promise<void> {
    await mapUnavailable(
      this.#prisma.$executeRaw(
        sql`UPDATE admins SET setting_hash = ${settingHash} WHERE id = ${FIRST_ADMIN_ID}`,
      ),
    );
  }

  async recordSignIn(id: string): Promise<void> {
    await mapUnavailable(
      this.#prisma.$executeRaw(
        sql`UPDATE admins SET signed_in_at = ${this.#clock()} WHERE id = ${id}`,
      ),
    );
  }

  async #find(
    where: { id: string } | { email: string } | { invitationHash: string },
  ): Promise<StoredAdmin | null> {
    const row = await mapUnavailable(this.#prisma.admin.findUnique({ where }));
    return row && toStoredAdmin(row);
  }

  #endOf({ lifetimeSeconds }: Invitation): bigint {
    return this.#clock() + BigInt(lifetimeSeconds) * 1_000_000n;
  }

  #write(statement: Sql): Promise<StoredAdmin | null> {
    return this.#writeTogether([statement], 0);
  }

  /** Concurrent calls wait for each other, and then see what the others wrote. */
  #writeWithOwnersLocked(statements: readonly Sql[], ways: SignInWays) {
    const lock = sql`
      SELECT admins.id FROM admins WHERE ${owns(ways)} ORDER BY admins.id ${this.#dialect.forUpdate}`;
    return this.#writeTogether([lock, ...statements], 1);
  }

  /** In one transaction. Returns the administrator that the statement at `index` wrote. */
  async #writeTogether(statements: readonly Sql[], index: number): Promise<StoredAdmin | null> {
    const queries = statements.map((statement) => this.#prisma.$queryRaw<AdminRow[]>(statement));
    const results = await mapUnavailable(this.#prisma.$transaction(queries));
    const [row] = results[index] ?? [];
    return row ? toStoredAdmin(row) : null;
  }
}
