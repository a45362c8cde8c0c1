import { Command } from "@commander-js/extra-typings";
import { type Cli, connect } from "../cli.js";
import { examplesSection, exitCodesSection } from "../help/help-text.js";
import { toPrintable } from "../output/printable-user.js";
import { renderUser } from "../output/user-text.js";

const examples = [
  { description: "Show a user", command: "roster users get john-doe" },
  { description: "Print a user as JSON", command: "roster users get john-doe --json" },
];

export function usersGet(cli: Cli) {
  return new Command("get")
    .description("Show a user and all of its data.")
    .argument("<id>", "the user's id")
    .option("--include-deleted", "also find a softly removed user")
    .addHelpText(
      "after",
      () => examplesSection(examples) + exitCodesSection(["INVALID", "NOT_FOUND"]),
    )
    .action(async (id, options) => {
      const roster = await connect(cli);
      const user = await roster.users.get(id, options);
      cli.output.result(toPrintable(user), () => renderUser(user));
    });
}
