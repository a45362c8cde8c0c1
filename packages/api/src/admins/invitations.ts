import { type AcceptInvitationInput, type Admin, AppError } from "@roster/contract";
import type { Database } from "@roster/db";
import { hashPassword } from "./password.js";
import { hashToken } from "./random-token.js";
import { recordAdminEvent } from "./record-admin-event.js";
import type { AdminSessions, NewSession, SignInClient } from "./sessions.js";
import { describeAdmin, toAdmin } from "./to-admin.js";

/** What the holder of an invitation's link can do without a session. */
export class Invitations {
  readonly #database: Pick<Database, "admins" | "audit">;
  readonly #sessions: Pick<AdminSessions, "open">;

  constructor(database: Pick<Database, "admins" | "audit">, sessions: Pick<AdminSessions, "open">) {
    this.#database = database;
    this.#sessions = sessions;
  }

  /** Whom the invitation is for. @throws AppError NOT_FOUND if it has expired or was used. */
  async find(token: string): Promise<Admin> {
    const admin = await this.#database.admins.findInvited(hashToken(token));
    if (!admin) throw invitationNotFound();
    return toAdmin(admin);
  }

  /**
   * Sets name and password, removes second factors, ends the administrator's other sessions and starts one.
   *
   * @throws AppError NOT_FOUND
   */
  async accept(
    { token, name, password }: AcceptInvitationInput,
    client: SignInClient,
  ): Promise<NewSession> {
    await this.find(token); // before the hash, whose cost strangers must not cause
    const passwordHash = await hashPassword(password);
    const admin = await this.#database.admins.acceptInvitation(hashToken(token), {
      name,
      passwordHash,
    });
    if (!admin) throw invitationNotFound();
    const details = describeAdmin(admin);
    await recordAdminEvent(this.#database.audit, "admin.joined", { admin, details });
    return this.#sessions.open(admin, client, { method: "invitation" });
  }
}

const invitationNotFound = () =>
  new AppError("NOT_FOUND", "This invitation has expired or was used. Ask an owner for a new link");
