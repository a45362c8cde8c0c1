import { raw, type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import type { AdminRights } from "@roster/contract";
import type { Clock } from "../clock.js";
import type { DialectSql } from "../dialects/dialect.js";
import { isUniqueViolation, mapUnavailable } from "../prisma/driver-errors.js";
import type { AdminRow, PrismaClientLike } from "../prisma/prisma-client-like.js";
import {
  adminColumns,
  canSignIn,
  FIRST_ADMIN_ID,
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

  /** Null if there is no such administrator, or it is the last owner and would no longer be one. */
  updateRights(id: string, { role, apps }: AdminRights): Promise<StoredAdmin | null> {
    const staysOwner = role === "owner" && apps === null ? sql`1 = 1` : othersOwn(id);
    return this.#writeWithOwnersLocked(sql`
      UPDATE admins SET role = ${role}, apps = ${toJson(apps)}
      WHERE admins.id = ${id} AND ${staysOwner} RETURNING ${adminColumns}`);
  }

  /** With all that belongs to it. Null if there is no such administrator, or it is the last owner. */
  remove(id: string): Promise<StoredAdmin | null> {
    const owned = ["admin_sessions", "admin_identities", ...secondFactorTables];
    return this.#writeWithOwnersLocked(
      sql`DELETE FROM admins WHERE admins.id = ${id} AND ${othersOwn(id)} RETURNING ${adminColumns}`,
      owned.map(
        (table) => sql`DELETE FROM ${raw(table)} WHERE admin_id = ${id}
          AND NOT EXISTS (SELECT 1 FROM admins WHERE admins.id = ${id})`,
      ),
    );
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
        invitation_hash = NULL, invitation_expires_at = NULL
      WHERE ${invited} RETURNING ${adminColumns}`;
    return this.#writeTogether([...removals, accept], removals.length);
  }

  /** Null if there is no such administrator; "taken" if another one has the e-mail address. */
  async updateProfile(
    id: string,
    { name, email }: Pick<StoredAdmin, "name" | "email">,
  ): Promise<StoredAdmin | null | "taken"> {
    try {
      return await this.#write(sql`
        UPDATE admins SET name = ${name}, email = ${email}
        WHERE admins.id = ${id} RETURNING ${adminColumns}`);
    } catch (error) {
      if (isUniqueViolation(error)) return "taken";
      throw error;
    }
  }

  /** Ends all other sessions. False if `ifCredentialsAt` does not match. */
  async updatePassword(id: string, change: PasswordChange): Promise<boolean> {
    const { passwordHash, settingHash = null, ifCredentialsAt = null, keptSession } = change;
    const now = this.#clock();
    // Atomic: a session is open only while its credentials match, so this statement ends all of them.
    const changed = await mapUnavailable(
      this.#prisma.$executeRaw(sql`
        UPDATE admins SET password_hash = ${passwordHash}, updated_at = ${now},
          setting_hash = COALESCE(${settingHash}, setting_hash)
        WHERE id = ${id}
          AND updated_at = COALESCE(CAST(${ifCredentialsAt} AS BIGINT), updated_at)`),
    );
    if (changed === 0) return false;
    if (keptSession !== undefined) await this.#keepSession(keptSession, { id, now });
    return true;
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

  /** If the process ends before this, the session ends too, so no session stays open that should not. */
  async #keepSession(tokenHash: string, { id, now }: { id: string; now: bigint }): Promise<void> {
    await mapUnavailable(
      this.#prisma.$executeRaw(sql`
        UPDATE admin_sessions SET password_at = ${now} WHERE token_hash = ${tokenHash}
          AND admin_id = (SELECT id FROM admins WHERE id = ${id} AND updated_at = ${now})`),
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

  async #write(statement: Sql): Promise<StoredAdmin | null> {
    const [row] = await mapUnavailable(this.#prisma.$queryRaw<AdminRow[]>(statement));
    return row ? toStoredAdmin(row) : null;
  }

  /** Concurrent calls wait for each other, and then see what the others wrote. */
  #writeWithOwnersLocked(statement: Sql, followUps: readonly Sql[] = []) {
    const lock = sql`SELECT admins.id FROM admins WHERE ${owns} ORDER BY admins.id ${this.#dialect.forUpdate}`;
    return this.#writeTogether([lock, statement, ...followUps], 1);
  }

  /** In one transaction. Returns the administrator that the statement at `index` wrote. */
  async #writeTogether(statements: readonly Sql[], index: number): Promise<StoredAdmin | null> {
    const queries = statements.map((statement) => this.#prisma.$queryRaw<AdminRow[]>(statement));
    const results = await mapUnavailable(this.#prisma.$transaction(queries));
    const [row] = results[index] ?? [];
    return row ? toStoredAdmin(row) : null;
  }
}

/** An owner of the whole installation, who can sign in. */
const owns = sql`admins.role = 'owner' AND admins.apps IS NULL AND ${canSignIn}`;

const othersOwn = (id: string) =>
  sql`EXISTS (SELECT 1 FROM admins WHERE admins.id <> ${id} AND ${owns})`;

const toJson = (apps: readonly string[] | null) => (apps === null ? null : JSON.stringify(apps));
