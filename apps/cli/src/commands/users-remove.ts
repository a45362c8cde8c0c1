import { Command } from "@commander-js/extra-typings";
import { type Cli, connect } from "../cli.js";
import { confirm } from "../output/confirm.js";
import { examplesSection, exitCodesSection } from "../help/help-text.js";
import { versionOption } from "../arguments/version-argument.js";

const examples = [
  { says: "Remove a user without being asked", run: "roster users remove john-doe --yes" },
];

export function usersRemove(cli: Cli) {
  return new Command("remove")
    .description("Remove a user and its data for good. Asks first.")
    .argument("<id>", "the user's id")
    .option("-y, --yes", "do not ask; needed where there is no terminal to ask on")
    .addOption(versionOption())
    .addHelpText(
      "after",
      () =>
        examplesSection(examples) +
        exitCodesSection(["INVALID", "NOT_FOUND", "PRECONDITION_FAILED"]),
    )
    .action(async (id, { yes = false, ...options }) => {
      const roster = await connect(cli);
      if (!yes) await confirm(`Remove user ${id} and its data for good?`);
      await roster.users.remove(id, options);
      cli.output.result({ id }, () => `Removed ${id}.`);
    });
}
