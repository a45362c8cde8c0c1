import { Command } from "@commander-js/extra-typings";
import { type Cli, connect } from "../cli.js";
import { confirm } from "../output/confirm.js";
import { examplesSection, exitCodesSection } from "../help/help-text.js";
import { versionOption } from "../arguments/version-option.js";

const examples = [
  {
    description: "Remove a user without confirmation",
    command: "roster users remove john-doe --yes",
  },
];

export function usersRemove(cli: Cli) {
  return new Command("remove")
    .description("Permanently remove a user and its data. Asks for confirmation.")
    .argument("<id>", "the user's id")
    .option("-y, --yes", "skip the confirmation; required without a terminal")
    .addOption(versionOption())
    .addHelpText(
      "after",
      () =>
        examplesSection(examples) +
        exitCodesSection(["INVALID", "NOT_FOUND", "PRECONDITION_FAILED"]),
    )
    .action(async (id, { yes = false, ...options }) => {
      const roster = await connect(cli);
      if (!yes) await confirm(`Permanently remove user ${id} and its data?`);
      await roster.users.remove(id, options);
      cli.output.result({ id }, () => `Removed ${id}.`);
    });
}
