import {
  type Admin,
  AdminEmail,
  AppError,
  invalid,
  InviteAdminInput,
  type InviteAdminResult,
  toIssues,
} from "@roster/contract";
import { type Database, FIRST_ADMIN_ID, INSTALLATION, systemSource } from "@roster/db";
import { generatePassword } from "../auth/random-strings.js";
import { inviteAdmin } from "./invite-admin.js";
import { hashPassword } from "./password.js";
import { describeAdmin, toAdmin } from "./to-admin.js";

/** Manages administrators from the machine, with access to the database. The audit log names `system`. */
export class AdminOperator {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async list(): Promise<Admin[]> {
    return (await this.#database.admins.list()).map(toAdmin);
  }

  /** @throws AppError INVALID, CONFLICT */
  async add(input: unknown): Promise<InviteAdminResult> {
    const { admin, result } = await inviteAdmin(this.#database, parseInput(input));
    await this.#record("admin.invited", describeAdmin(admin));
    return result;
  }

  /**
   * Sets a new password, which it returns, as the only way to sign in: second factors, accounts of identity providers,
   * an invitation and all sessions end. Without an e-mail address, of the first administrator.
   *
   * @throws AppError NOT_FOUND
   */
  async reset(email: string | undefined): Promise<string> {
    const { admins } = this.#database;
    const found = await this.#find(email);
    const password = generatePassword();
    const passwordHash = await hashPassword(password);
    // False if it was removed meanwhile.
    if (!found || !(await admins.reset(found.id, passwordHash))) {
      const id = email ?? FIRST_ADMIN_ID;
      const whom = email === undefined ? "first administrator" : `administrator ${email}`;
      throw new AppError("NOT_FOUND", `There is no ${whom}`, { details: { id } });
    }
    await this.#record("admin.reset", describeAdmin(found));
    return password;
  }

  #find(email: string | undefined) {
    const { admins } = this.#database;
    if (email === undefined) return admins.getFirst();
    const { data } = AdminEmail.safeParse(email);
    return data === undefined ? null : admins.findByEmail(data);
  }

  #record(type: "admin.invited" | "admin.reset", details: ReturnType<typeof describeAdmin>) {
    const source = systemSource;
    return this.#database.audit.add({ appId: INSTALLATION, type, source, details });
  }
}

function parseInput(input: unknown): InviteAdminInput {
  const { data, error } = InviteAdminInput.safeParse(input);
  if (data) return data;
  const [first, ...rest] = toIssues(error);
  throw invalid([first ?? { path: [], message: "is invalid" }, ...rest]);
}
