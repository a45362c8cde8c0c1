import { randomUUID } from "node:crypto";
import { AppError, type AuditEvent, type AuditType } from "@roster/contract";
import { type Database, INSTALLATION } from "@roster/db";
import { createDeviceCookie, verifyDeviceCookie } from "./device-cookie.js";
import { verifyPassword } from "./password.js";
import { generateSessionToken, hashSessionToken } from "./session-token.js";
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

/** The values of the two cookies to set. */
export interface NewSession {
  readonly token: string;
  readonly deviceCookie: string;
}

type SessionStores = Pick<Database, "admin" | "adminSessions" | "audit">;

/** The administrator's dashboard sessions. The database stores only a hash of each token. */
export class AdminSessions {
  readonly lifetimeSeconds = SESSION_SECONDS;
  readonly deviceCookieSeconds = DEVICE_COOKIE_SECONDS;
  readonly #database: SessionStores;
  readonly #limits: SignInLimits;

  constructor(database: SessionStores, limits: SignInLimits) {
    this.#database = database;
    this.#limits = limits;
  }

  /**
   * Starts a session.
   *
   * @throws AppError UNAUTHENTICATED for a wrong password; RATE_LIMITED, with the seconds to wait, after too
   * many wrong ones, in which case the password was not checked.
   */
  async signIn(password: string, client: SignInClient): Promise<NewSession> {
    const stored = await this.#database.admin.getPassword();
    const deviceId = stored
      ? verifyDeviceCookie(client.deviceCookie, stored.passwordHash)
      : undefined;
    const source =
      deviceId === undefined
        ? { name: `address ${client.address}`, isUntrusted: true }
        : { name: `browser ${deviceId}`, isUntrusted: false };
    const isRight = await this.#limits.attempt(source, async () =>
      stored === null ? false : verifyPassword(password, stored.passwordHash),
    );
    const origin = { knownBrowser: deviceId !== undefined, userAgent: shorten(client.userAgent) };
    if (!isRight || stored === null) {
      await this.#record("admin.signInFailed", origin);
      throw new AppError("UNAUTHENTICATED", "Wrong password");
    }
    const token = generateSessionToken();
    await this.#database.adminSessions.add({
      tokenHash: hashSessionToken(token),
      lifetimeSeconds: SESSION_SECONDS,
      passwordAt: stored.updatedAt,
      userAgent: shorten(client.userAgent),
    });
    await this.#record("admin.signedIn", origin);
    return { token, deviceCookie: createDeviceCookie(stored.passwordHash) };
  }

  /** The id of the session, if it is active. Records its use. */
  async use(token: string): Promise<string | undefined> {
    const id = hashSessionToken(token);
    return (await this.#database.adminSessions.touch(id)) ? id : undefined;
  }

  async signOut(token: string): Promise<void> {
    const isEnded = await this.#database.adminSessions.remove(hashSessionToken(token));
    if (isEnded) await this.#record("admin.signedOut", {});
  }

  #record(type: AuditType, details: AuditEvent["details"]): Promise<void> {
    const actor = { kind: "admin", id: "admin" } as const;
    const source = { actor, surface: "dashboard", requestId: randomUUID() } as const;
    return this.#database.audit.add({ appId: INSTALLATION, type, source, details });
  }
}

const shorten = (userAgent: string) => userAgent.slice(0, MAX_USER_AGENT);
