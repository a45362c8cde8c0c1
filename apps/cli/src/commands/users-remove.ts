import { Command, Option } from "@commander-js/extra-typings";
import { type Cli, connect } from "../cli.js";
import { confirm } from "../output/confirm.js";
import { examplesSection, exitCodesSection } from "../help/help-text.js";
import { versionOption } from "../arguments/version-option.js";

const examples = [
  {
    description: "Remove a user without confirmation",
    command: "roster users remove john-doe --yes",
  },
  {
    description: "Remove a user, and its id from the history",
    command: "roster users remove b --erase-id --yes",
  },
  {
    description: "Hide a user, and bring it back",
    command: "roster users remove a --soft && roster users restore a",
  },
];

export function usersRemove(cli: Cli) {
  return new Command("remove")
    .description(
      "Permanently remove a user and its data, also from its history. Asks for confirmation. With --soft, the user can be restored.",
    )
    .argument("<id>", "the user's id")
    .option("-y, --yes", "skip the confirmation; required without a terminal")
    .option("--soft", "only hide the user, without confirmation, until it is restored or erased")
    .addOption(
      new Option("--erase-id", "also replace the id by a hash in the history").conflicts("soft"),
    )
    .addOption(versionOption())
    .addHelpText(
      "after",
      () =>
        examplesSection(examples) +
        exitCodesSection(["INVALID", "NOT_FOUND", "PRECONDITION_FAILED"]),
    )
    .action(async (id, { yes = false, soft = false, ...options }) => {
      const roster = await connect(cli);
      if (!yes && !soft) await confirm(`Permanently remove user ${id} and its data?`);
      await roster.users.remove(id, { ...options, ...(soft && { mode: "soft" }) });
      cli.output.result({ id }, () => `Removed ${id}.`);
      if (soft) cli.output.note(`\`roster users restore ${id}\` brings it back.`);
    });
}
