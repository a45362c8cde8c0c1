import {
  type Admin,
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

/** What whoever has access to the database does to the administrators. The audit log names `system`. */
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
   * Sets a new password, which it returns, ends all sessions and removes second factors. Without an e-mail address, of
   * the first administrator.
   *
   * @throws AppError NOT_FOUND
   */
  async reset(email: string | undefined): Promise<string> {
    const { admins, secondFactors } = this.#database;
    const found =
      email === undefined ? await admins.getFirst() : await admins.findByEmail(email.toLowerCase());
    if (!found) {
      const id = email ?? FIRST_ADMIN_ID;
      const whom = email === undefined ? "first administrator" : `administrator ${email}`;
      throw new AppError("NOT_FOUND", `There is no ${whom}`, { details: { id } });
    }
    const password = generatePassword();
    await secondFactors.removeAll(found.id);
    await admins.updatePassword(found.id, { passwordHash: await hashPassword(password) });
    await this.#record("admin.reset", describeAdmin(found));
    return password;
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
