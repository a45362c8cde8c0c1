import { Command, Option } from "@commander-js/extra-typings";
import { toSeconds } from "../arguments/duration.js";
import { toTimestamp } from "../arguments/time-argument.js";
import { versionOption } from "../arguments/version-option.js";
import { type Cli, connect } from "../cli.js";
import { examplesSection, exitCodesSection } from "../help/help-text.js";
import { writeStatusChange } from "../output/status-change.js";

const examples = [
  {
    description: "Ban a user for a week",
    command: `roster users ban john-doe --for 7d --reason "spam in comments"`,
  },
  {
    description: "Ban a user until a date",
    command: "roster users ban john-doe --until 2099-01-01",
  },
  { description: "Ban a user until it is unbanned", command: "roster users ban john-doe" },
];

export function usersBan(cli: Cli) {
  return new Command("ban")
    .description(
      "Ban a user, or replace its ban: its own tokens are rejected until the ban ends. Its status stays as it is.",
    )
    .argument("<id>", "the user's id")
    .addOption(
      new Option("--for <time>", "how long: 15m, 12h or 30d (default: until it is unbanned)")
        .argParser(toSeconds)
        .conflicts("until"),
    )
    .addOption(
      new Option("--until <time>", "the end: a date, or a time with a time zone").argParser(
        toTimestamp,
      ),
    )
    .option("--reason <text>", "shown to administrators, never to the user")
    .addOption(versionOption())
    .addHelpText(
      "after",
      () =>
        examplesSection(examples) +
        exitCodesSection(["INVALID", "NOT_FOUND", "PRECONDITION_FAILED"]),
    )
    .action(async (id, { for: seconds, ...options }) => {
      const { users } = await connect(cli);
      const terms = { ...options, ...(seconds !== undefined && { seconds }) };
      writeStatusChange(cli.output, "Banned", await users.ban(id, terms));
    });
}
