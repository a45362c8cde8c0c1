import { Command, Option } from "@commander-js/extra-typings";
import { z } from "zod";
import { type Cli, connect } from "../cli.js";
import { toSeconds } from "../arguments/duration.js";
import { examplesSection, exitCodesSection } from "../help/help-text.js";

const description =
  "Create a token, signed locally with the API secret. With --user, it acts for that user: it can " +
  "read all users of the app but change only that one. Without --user, it is a server token, which " +
  "can do everything in the app.";

const examples = [
  {
    description: "Let a browser act for john-doe for one hour",
    command: "roster token create --user john-doe --expires-in 1h",
  },
  {
    description: "Create a server token that is valid for five minutes",
    command: "TOKEN=$(roster token create --expires-in 5m)",
  },
];

export function tokenCreate(cli: Cli) {
  return new Command("create")
    .summary("Create a token for a user or a backend.")
    .description(description)
    .option("--user <id>", "id of the user, who need not exist yet")
    .addOption(
      new Option(
        "--expires-in <time>",
        "lifetime, such as 90s, 15m, 1h or 30d (default: unlimited)",
      ).argParser(toSeconds),
    )
    .addHelpText(
      "after",
      examplesSection(examples) + exitCodesSection(["INVALID", "UNAUTHENTICATED"]),
    )
    .action(async ({ user, expiresIn }) => {
      const { output } = cli;
      const token = await create(cli, user, expiresIn);
      const expiresAt = expiryOf(token);
      output.result({ token, userId: user ?? null, expiresAt }, () => token);
      if (user === undefined) {
        output.warn("This token can do everything in the app. Never expose it to a browser.");
      }
      output.note(expiresAt === null ? "It never expires." : `It expires at ${expiresAt}.`);
    });
}

async function create(cli: Cli, user: string | undefined, expiresInSeconds: number | undefined) {
  const roster = await connect(cli);
  const options = expiresInSeconds === undefined ? {} : { expiresInSeconds };
  return user === undefined
    ? roster.createServerToken(options)
    : roster.createUserToken(user, options);
}

const Claims = z.object({ exp: z.int().optional() });

function expiryOf(token: string): string | null {
  const [, payload = ""] = token.split(".");
  const { exp } = Claims.parse(JSON.parse(Buffer.from(payload, "base64url").toString()));
  return exp === undefined ? null : new Date(exp * 1000).toISOString();
}
