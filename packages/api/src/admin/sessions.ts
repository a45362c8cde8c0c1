import { createHash, randomBytes } from "node:crypto";
import { AppError } from "@roster/contract";
import type { Database } from "@roster/db";
import { isPassword } from "./password.js";

/** How long a sign-in lasts. */
const SESSION_SECONDS = 7 * 24 * 60 * 60;
const TOKEN_BYTES = 32;

/** The administrator's sessions in the dashboard. The database holds a hash of each token only. */
export class AdminSessions {
  readonly lifetimeSeconds = SESSION_SECONDS;
  readonly #store: Database["admin"];

  constructor(store: Database["admin"]) {
    this.#store = store;
  }

  /**
   * Opens a session and returns its token, for a cookie.
   *
   * @throws AppError UNAUTHENTICATED for a wrong password.
   */
  async signIn(password: string): Promise<string> {
    const stored = await this.#store.findPasswordHash();
    if (stored === null || !(await isPassword(password, stored))) {
      throw new AppError("UNAUTHENTICATED", "This is not the administrator's password");
    }
    const token = randomBytes(TOKEN_BYTES).toString("base64url");
    await this.#store.insertSession(hashToken(token), SESSION_SECONDS);
    return token;
  }

  async isOpen(token: string): Promise<boolean> {
    return this.#store.isSessionOpen(hashToken(token));
  }

  async signOut(token: string): Promise<void> {
    await this.#store.deleteSession(hashToken(token));
  }
}

/** 256 random bits need no salt and no slow hash. */
function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}
