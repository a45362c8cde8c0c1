import { AdminEmail, AppError, type AuditEvent, type AuditType } from "@roster/contract";
import type { Database, StoredAdmin } from "@roster/db";
import { createDeviceCookie, verifyDeviceCookie } from "./device-cookie.js";
import { isPassword } from "./password.js";
import { generateToken, hashToken } from "./random-token.js";
import { recordAdminEvent } from "./record-admin-event.js";
import type { SignInLimits } from "./sign-in-limits.js";

/** The maximum lifetime of a session; an idle one expires sooner. */
const SESSION_SECONDS = 7 * 24 * 60 * 60;
const DEVICE_COOKIE_SECONDS = 365 * 24 * 60 * 60;
const MAX_USER_AGENT = 512;

/** The origin of a sign-in. */
export interface SignInClient {
  /** Normalized by the surface: all addresses that one client can choose from are equal. */
  readonly address: string;
  readonly userAgent: string;
  /** The cookie that an earlier sign-in gave this browser. */
  readonly deviceCookie?: string | undefined;
}

export interface Password {
  /** Absent for the first administrator, until it has an e-mail address. */
  readonly email?: string | undefined;
  readonly password: string;
}

/** The values of the two cookies to set. */
export interface NewSession {
  readonly token: string;
  /** Absent for an administrator without a password. */
  readonly deviceCookie: string | undefined;
}

/** A sign-in that needs a second factor after the right password. */
export interface PendingSignIn {
  /** What the browser sends with the second factor. */
  readonly pendingToken: string;
}

/** Undefined if this administrator needs no second factor. */
export type BeginSecondFactor = (admin: StoredAdmin) => Promise<PendingSignIn | undefined>;

/** An active session and its administrator, with the rights that it has now. */
export interface AdminSession {
  readonly id: string;
  readonly admin: StoredAdmin;
}

interface Dependencies {
  readonly database: Pick<Database, "admins" | "adminSessions" | "audit">;
  readonly limits: SignInLimits;
  readonly beginSecondFactor?: BeginSecondFactor | undefined;
  /** Default: true. */
  readonly allowsPasswords?: boolean | undefined;
}

/** The administrators' dashboard sessions. The database stores only a hash of each token. */
export class AdminSessions {
  readonly lifetimeSeconds = SESSION_SECONDS;
  readonly deviceCookieSeconds = DEVICE_COOKIE_SECONDS;
  readonly #database: Dependencies["database"];
  readonly #limits: SignInLimits;
  readonly #beginSecondFactor: BeginSecondFactor | undefined;
  readonly allowsPasswords: boolean;

  constructor({ database, limits, beginSecondFactor, allowsPasswords = true }: Dependencies) {
    this.allowsPasswords = allowsPasswords;
    this.#database = database;
    this.#limits = limits;
    this.#beginSecondFactor = beginSecondFactor;
  }

  /** How the sign-in form asks for the e-mail address: not at all while there is only one administrator without one. */
  async emailField(): Promise<"none" | "optional" | "required"> {
    const admins = await this.#database.admins.list();
    if (!admins.some(({ email }) => email === null)) return "required";
    return admins.length === 1 ? "none" : "optional";
  }

  /**
   * Starts a session, or a sign-in that a second factor completes.
   *
   * @throws AppError UNAUTHENTICATED for a wrong e-mail address or password; RATE_LIMITED, with the seconds to wait,
   * after too many wrong ones, in which case the password was not checked.
   */
  async signIn(given: Password, client: SignInClient): Promise<NewSession | PendingSignIn> {
    if (!this.allowsPasswords) {
      throw new AppError("FORBIDDEN", "Signing in with a password is switched off");
    }
    const admin = await this.#find(given.email);
    const deviceId = admin?.passwordHash
      ? verifyDeviceCookie(client.deviceCookie, admin.passwordHash)
      : undefined;
    const source =
      deviceId === undefined
        ? { name: `address ${client.address}`, isUntrusted: true, target: targetOf(given) }
        : { name: `browser ${deviceId}`, isUntrusted: false };
    const isRight = await this.#limits.attempt(source, () => isPassword(given.password, admin));
    if (!isRight || admin === null) {
      const details = { method: "password", knownBrowser: deviceId !== undefined };
      await this.recordFailure(admin, client, details);
      throw new AppError(
        "UNAUTHENTICATED",
        given.email ? "Wrong e-mail address or password" : "Wrong password",
      );
    }
    const pending = await this.#beginSecondFactor?.(admin);
    return (
      pending ??
      this.open(admin, client, { method: "password", knownBrowser: deviceId !== undefined })
    );
  }

  /** Starts a session for an administrator who has proved who it is; `details` say how, for the audit log. */
  async open(
    admin: StoredAdmin,
    client: SignInClient,
    details: AuditEvent["details"],
  ): Promise<NewSession> {
    const token = generateToken();
    await this.#database.adminSessions.add({
      tokenHash: hashToken(token),
      lifetimeSeconds: SESSION_SECONDS,
      admin,
      userAgent: shorten(client.userAgent),
    });
    await this.#database.admins.recordSignIn(admin.id);
    await this.#record("admin.signedIn", admin, { ...details, ...originOf(client) });
    const { passwordHash } = admin;
    const deviceCookie = passwordHash === null ? undefined : createDeviceCookie(passwordHash);
    return { token, deviceCookie };
  }

  /** Records a sign-in that failed; `details` say how it was tried. */
  recordFailure(
    admin: StoredAdmin | null,
    client: SignInClient,
    details: AuditEvent["details"],
  ): Promise<void> {
    return this.#record("admin.signInFailed", admin, { ...details, ...originOf(client) });
  }

  /** The session, if it is active. Records its use. */
  async use(token: string): Promise<AdminSession | undefined> {
    const id = hashToken(token);
    const admin = await this.#database.adminSessions.touch(id);
    return admin ? { id, admin } : undefined;
  }

  async signOut(token: string): Promise<void> {
    const session = await this.use(token);
    if (!session) return;
    const isEnded = await this.#database.adminSessions.remove(session.id);
    if (isEnded) await this.#record("admin.signedOut", session.admin, {});
  }

  /** The administrator with this address, or the first one while it has none. */
  async #find(email: string | undefined): Promise<StoredAdmin | null> {
    const { admins } = this.#database;
    if (email) {
      const { data } = AdminEmail.safeParse(email);
      return data === undefined ? null : admins.findByEmail(data);
    }
    const first = await admins.getFirst();
    return first?.email === null ? first : null;
  }

  #record(
    type: AuditType,
    admin: StoredAdmin | null,
    details: AuditEvent["details"],
  ): Promise<void> {
    return recordAdminEvent(this.#database.audit, type, { admin, details });
  }
}

/** Not the administrator: an unknown address must have the same limits. */
const targetOf = ({ email = "" }: Password) => hashToken(email.trim().toLowerCase());

const originOf = ({ userAgent }: SignInClient) => ({ userAgent: shorten(userAgent) });

const shorten = (userAgent: string) => userAgent.slice(0, MAX_USER_AGENT);
