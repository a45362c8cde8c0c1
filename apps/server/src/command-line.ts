import { readFileSync } from "node:fs";
import { Command, CommanderError } from "@commander-js/extra-typings";
import { z } from "zod";

const USAGE_ERROR = 2;

/** Runs the command named in `args`. A usage error sets exit code 2, and nothing is done. */
export async function runCommandLine(args: readonly string[]): Promise<void> {
  try {
    await createProgram().parseAsync(args, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    process.exitCode = error.exitCode === 0 ? 0 : USAGE_ERROR; // 0: help or the version was printed
  }
}

/** Each command's module is loaded when the command runs. */
function createProgram() {
  const program = new Command("roster-server")
    .description("Runs and maintains a Roster server. Without a command it starts the server.")
    .version(readVersion(), "-v, --version", "print the version")
    .helpOption("-h, --help", "print help for a command")
    .helpCommand(false)
    .showHelpAfterError("See: roster-server --help")
    .exitOverride()
    .addHelpText("after", settingsHelp);
  program
    .command("start")
    .description("start the API server")
    .action(async () => (await import("./commands/start.js")).start());
  program
    .command("studio")
    .description("open Prisma Studio on the database")
    .argument("[studio-options...]", "options of Prisma Studio, such as --port 5555 --browser none")
    .allowUnknownOption()
    .action(async (options) => (await import("./commands/studio.js")).studio(options));
  program
    .command("backup")
    .description("back up a SQLite database and its keys, even while the server runs")
    .argument("<folder>", "the folder to create")
    .action(async (folder) => (await import("./commands/backup.js")).backup(folder));
  program
    .command("restore")
    .description("restore a backup made by `backup`, while the server is stopped")
    .argument("<folder>", "the folder of the backup")
    .option("--force", "replace an existing database and keys, and keep the old files next to them")
    .action(async (folder, { force = false }) =>
      (await import("./commands/restore.js")).restore(folder, { force }),
    );
  program
    .command("doctor")
    .description("check the installation and the database, and change nothing")
    .option("--json", "print the findings as JSON")
    .action(async ({ json = false }) => (await import("./commands/doctor.js")).doctor({ json }));
  program
    .command("rotate-master-key")
    .description("re-encrypt the API secrets with a new master key, even while servers run")
    .action(async () => (await import("./commands/rotate-master-key.js")).rotateMasterKey());
  addAppCommands(program.command("app").description("manage apps"));
  addAdminCommands(program);
  return program;
}

function addAppCommands(app: Command): void {
  app
    .command("add")
    .description("add an app and its first API key, whose secret is printed once")
    .argument("<name>", "the name that the dashboard shows")
    .option("--scopes <scopes>", "what the key may do (default: all but keys:write and audit:read)")
    .option("--json", "print JSON")
    .action(async (name, { scopes, json = false }) =>
      (await import("./commands/app.js")).addApp(name, { scopes, json }),
    );
  app
    .command("list")
    .description("list the apps, oldest first")
    .option("--json", "print JSON")
    .action(async ({ json = false }) => (await import("./commands/app.js")).listApps({ json }));
}

/** Without a value before it: repeatable. */
const collect = (value: string, before: readonly string[]) => [...before, value];

function addAdminCommands(program: Command): void {
  const admin = program
    .command("admin")
    .description("list, add and reset the dashboard's administrators, even while servers run")
    .helpCommand(false);
  admin
    .command("list")
    .description("list the administrators with their roles and apps")
    .action(async () => (await import("./commands/admin.js")).listAdmins());
  admin
    .command("add")
    .description("add an administrator and print an invitation link")
    .argument("<email>", "the e-mail address to sign in with")
    .option("--role <role>", "viewer, editor or owner", "viewer")
    .option("--app <id>", "an app to access; repeatable (default: all apps)", collect, [])
    .action(async (email, options) =>
      (await import("./commands/admin.js")).addAdmin(email, options),
    );
  admin
    .command("reset")
    .description("set and print a new password, and remove sessions and all other ways to sign in")
    .argument("[email]", "whose; without it, the first administrator's")
    .action(async (email) => (await import("./commands/admin.js")).resetAdmin(email));
}

const settingsHelp = `
Settings come from the environment (DATABASE_URL, ROSTER_DATA_DIR, …); docs/configuration.md lists them.

Exit codes: 0 success, 1 failure, 2 usage error.`;

function readVersion(): string {
  const manifest: unknown = JSON.parse(
    readFileSync(new URL("../package.json", import.meta.url), "utf8"),
  );
  return z.object({ version: z.string() }).parse(manifest).version;
}
