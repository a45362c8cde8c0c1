import { AdminOperator } from "@roster/api";
import { openDatabase } from "@roster/db";
import { readSettings } from "../env.js";
import { reportFailure } from "./report-failure.js";

export interface AddAdminOptions {
  readonly role: string;
  /** The ids of the apps; none: all. */
  readonly app: readonly string[];
}

/** `roster-server admin list` */
export const listAdmins = () =>
  reportFailure("The administrators cannot be listed", () =>
    withOperator(async (operator) => {
      for (const { id, email, name, role, apps } of await operator.list()) {
        const cells = [email ?? id, role, apps === null ? "all apps" : apps.join(", "), name];
        console.log(cells.join("\t"));
      }
    }),
  );

/** `roster-server admin add <email>`: prints the path of an invitation. */
export const addAdmin = (email: string, { role, app }: AddAdminOptions) =>
  reportFailure("Nobody was added", () =>
    withOperator(async (operator) => {
      const apps = app.length === 0 ? null : [...app];
      const { admin, invitation } = await operator.add({ email, role, apps });
      console.log(`Added ${admin.email} (${admin.role}). Open this path of the dashboard to join:`);
      console.log(`/invitation#${invitation.token}`);
      console.log(`The link works once, until ${invitation.expiresAt}.`);
    }),
  );

/** `roster-server admin reset [email]`: prints a new password. */
export const resetAdmin = (email: string | undefined) =>
  reportFailure("Nothing was reset", () =>
    withOperator(async (operator) => {
      const password = await operator.reset(email);
      console.log(`The new password of ${email ?? "the first administrator"}: ${password}`);
      console.log(
        "All sessions have ended. Second factors, linked accounts and an invitation were removed.",
      );
    }),
  );

/** Also while servers run. */
async function withOperator(work: (operator: AdminOperator) => Promise<void>): Promise<void> {
  const database = await openDatabase({ url: readSettings().databaseUrl });
  try {
    await work(new AdminOperator(database));
  } finally {
    await database.close();
  }
}
