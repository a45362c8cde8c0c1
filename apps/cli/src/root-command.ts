import { readFileSync } from "node:fs";
import { Command } from "@commander-js/extra-typings";
import { z } from "zod";
import { helpFormat, helpOutput } from "./help/help-format.js";
import { examplesSection, exitCodes, section } from "./help/help-text.js";
import { DEFAULT_URL } from "./settings/settings.js";

/** `roster` itself, with the flags that every command accepts. */
export function createRootCommand() {
  return new Command("roster")
    .description(
      "The command-line interface of Roster, a self-hosted directory of an application's users.",
    )
    .option("--json", "print results and errors as JSON")
    .option("--url <url>", `URL of the API (default: ${DEFAULT_URL})`)
    .option("--api-key <key>", "the app's API key")
    .option("--api-secret <secret>", "the key's secret; safer in a file or an environment variable")
    .option("--on-behalf-of <name>", "your name, to record with the changes; unverified")
    .option("--config <file>", "read this config file instead of searching for one")
    .version(readVersion(), "-v, --version", "print the version")
    .helpOption("-h, --help", "print help for roster or for any command")
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
    description: "Add a user",
    command: `roster users add john-doe --data '{"name":"John Doe","occupation":"Software Engineer"}'`,
  },
  { description: "List the newest users", command: "roster users list --limit 20" },
  { description: "Show how to use a command", command: "roster users add --help" },
];

const settings = `  Each setting comes from its flag, environment variable or config file entry,
  whichever is found first:

    --url           ROSTER_URL           "url"
    --api-key       ROSTER_API_KEY       "apiKey"
    --api-secret    ROSTER_API_SECRET    "apiSecret"

  --on-behalf-of comes from its flag or from ROSTER_ON_BEHALF_OF.

  The config file is JSON: the one named by --config or ROSTER_CONFIG, otherwise
  the nearest roster.json or .data/roster.json (where a Roster server keeps its
  credentials) in the current folder or its parents, otherwise
  ~/.config/roster/config.json ($XDG_CONFIG_HOME/roster/config.json, if set).`;

const json = `  With --json, a result is one JSON document on stdout, as the API returns it;
  users list --all prints one user per line. An error is one line on stderr:
  {"error":{"message":"…","data":{"code":"NOT_FOUND",…}}}`;

const notInstalled = `  In a clone of the Roster repository, run
  npx -y pnpm@10 -s roster users list`;

function rootHelpText(): string {
  return (
    section("Settings:", settings) +
    examplesSection(examples) +
    section("Without installing:", notInstalled) +
    section("JSON:", json) +
    section("Exit codes:", exitCodes())
  );
}
