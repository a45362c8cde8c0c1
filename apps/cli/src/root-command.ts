import { readFileSync } from "node:fs";
import { Command } from "@commander-js/extra-typings";
import { z } from "zod";
import { helpFormat, helpOutput } from "./help/help-format.js";
import { examplesSection, exitCodes, section } from "./help/help-text.js";
import { DEFAULT_URL } from "./settings/settings.js";

/** `roster` itself: what holds for every command. */
export function createRootCommand() {
  return new Command("roster")
    .description(
      "The command line app of Roster, a self-hosted directory of an application's users.",
    )
    .option("--json", "print results and errors as JSON, for other programs")
    .option("--url <url>", `address of the API (default: ${DEFAULT_URL})`)
    .option("--api-key <key>", "the app's API key")
    .option("--api-secret <secret>", "the key's secret; safer in a file or the environment")
    .option("--config <file>", "read this config file instead of looking for one")
    .version(readVersion(), "-v, --version", "print the version")
    .helpOption("-h, --help", "print help; each command has its own")
    .helpCommand(false)
    .configureHelp(helpFormat)
    .configureOutput(helpOutput)
    .addHelpText("after", rootHelpText);
}

function readVersion(): string {
  const manifest: unknown = JSON.parse(
    readFileSync(new URL("../package.json", import.meta.url), "utf8"),
  );
  return z.object({ version: z.string() }).parse(manifest).version;
}

const examples = [
  {
    says: "Add a user",
    run: `roster users add john-doe --data '{"name":"John Doe","occupation":"Software Engineer"}'`,
  },
  { says: "The newest users", run: "roster users list --limit 20" },
  { says: "How a command is used", run: "roster users add --help" },
];

const settings = `  Each comes from its flag, else the environment, else the config file:

    --url           ROSTER_URL           "url"
    --api-key       ROSTER_API_KEY       "apiKey"
    --api-secret    ROSTER_API_SECRET    "apiSecret"

  The config file, which is JSON, is the one that --config or ROSTER_CONFIG
  names; else the nearest roster.json or .data/roster.json (where a Roster
  server keeps its credentials) in the current folder and those above it; else
  ~/.config/roster/config.json, or the same in $XDG_CONFIG_HOME.`;

const json = `  With --json a result is one JSON document on stdout, as the API answers it;
  users list --all prints a user a line. An error is a line on stderr:
  {"error":{"message":"…","data":{"code":"NOT_FOUND",…}}}`;

const notInstalled = `  In Roster's own folder, where no roster is installed, write
  npx -y pnpm@10 -s roster users list`;

function rootHelpText(): string {
  return (
    section("Settings:", settings) +
    examplesSection(examples) +
    section("Without installing it:", notInstalled) +
    section("JSON:", json) +
    section("Exit codes:", exitCodes())
  );
}
