import { Command, Option } from "@commander-js/extra-typings";
import { z } from "zod";
import { type Cli, connect } from "../cli.js";
import { toSeconds } from "../arguments/duration.js";
import { examplesSection, exitCodesSection } from "../help/help-text.js";

const description =
  "Make a token, signed with the API secret; no server is asked. With --user it acts for that user: " +
  "it reads the app's users and changes that one alone. Without, it is a server token, which may do " +
  "everything in the app.";

const examples = [
  {
    says: "A token with which a browser acts for john-doe, for an hour",
    run: "roster token create --user john-doe --expires-in 1h",
  },
  {
    says: "A server token for the next five minutes, to call the API with another program",
    run: "TOKEN=$(roster token create --expires-in 5m)",
  },
];

export function tokenCreate(cli: Cli) {
  return new Command("create")
    .summary("Make a token for a user, or for a backend.")
    .description(description)
    .option("--user <id>", "whom the token is for; the user need not exist yet")
    .addOption(
      new Option(
        "--expires-in <time>",
        "90s, 15m, 1h or 30d, for example (default: never)",
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
        output.warn("This token may do everything in the app: it must never reach a browser.");
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
