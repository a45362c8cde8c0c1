import { AppError } from "@roster/contract";
import type { Database } from "@roster/db";
import { createDeviceCookie, verifyDeviceCookie } from "./device-cookie.js";
import { verifyPassword } from "./password.js";
import { generateSessionToken, hashSessionToken } from "./session-token.js";
import type { SignInLimits } from "./sign-in-limits.js";

/** How long a sign-in lasts at most; one that is not used ends sooner. */
const SESSION_SECONDS = 7 * 24 * 60 * 60;
const DEVICE_COOKIE_SECONDS = 365 * 24 * 60 * 60;
const MAX_USER_AGENT = 512;

/** Who tries to sign in. */
export interface SignInClient {
  /** As `placeOf` of the surface writes it: one for all that one client can choose from. */
  readonly address: string;
  readonly userAgent: string;
  /** What an earlier sign-in gave this browser. */
  readonly deviceCookie?: string | undefined;
}

/** For two cookies. */
export interface NewSession {
  readonly token: string;
  readonly deviceCookie: string;
}

/** The administrator's sessions in the dashboard. The database holds a hash of each token only. */
export class AdminSessions {
  readonly lifetimeSeconds = SESSION_SECONDS;
  readonly deviceCookieSeconds = DEVICE_COOKIE_SECONDS;
  readonly #database: Pick<Database, "admin" | "adminSessions">;
  readonly #limits: SignInLimits;

  constructor(database: Pick<Database, "admin" | "adminSessions">, limits: SignInLimits) {
    this.#database = database;
    this.#limits = limits;
  }

  /**
   * Opens a session.
   *
   * @throws AppError UNAUTHENTICATED for a wrong password; RATE_LIMITED, with the seconds to wait, where
   * there were too many: then the password was not looked at.
   */
  async signIn(password: string, visitor: SignInClient): Promise<NewSession> {
    const stored = await this.#database.admin.getPassword();
    const known = stored
      ? verifyDeviceCookie(visitor.deviceCookie, stored.passwordHash)
      : undefined;
    const place =
      known === undefined
        ? { name: `address ${visitor.address}`, isUntrusted: true }
        : { name: `browser ${known}`, isUntrusted: false };
    const isRight = await this.#limits.attempt(place, async () =>
      stored === null ? false : verifyPassword(password, stored.passwordHash),
    );
    if (!isRight || stored === null) {
      throw new AppError("UNAUTHENTICATED", "This is not the administrator's password");
    }
    const token = generateSessionToken();
    await this.#database.adminSessions.add({
      tokenHash: hashSessionToken(token),
      lifetimeSeconds: SESSION_SECONDS,
      passwordAt: stored.updatedAt,
      userAgent: visitor.userAgent.slice(0, MAX_USER_AGENT),
    });
    return { token, deviceCookie: createDeviceCookie(stored.passwordHash) };
  }

  /** The session's id, where it is open; it has been used now. */
  async use(token: string): Promise<string | undefined> {
    const id = hashSessionToken(token);
    return (await this.#database.adminSessions.touch(id)) ? id : undefined;
  }

  async signOut(token: string): Promise<void> {
    await this.#database.adminSessions.remove(hashSessionToken(token));
  }
}
