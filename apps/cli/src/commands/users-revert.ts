import { Argument, Command } from "@commander-js/extra-typings";
import { toVersion, versionOption } from "../arguments/version-option.js";
import { type Cli, connect } from "../cli.js";
import { examplesSection, exitCodesSection } from "../help/help-text.js";
import { toPrintable } from "../output/printable-user.js";
import { renderUser } from "../output/user-text.js";

const examples = [
  {
    description: "Restore the data that a user was added with",
    command: "roster users revert john-doe 1",
  },
];

const codes = ["INVALID", "NOT_FOUND", "CONFLICT", "PRECONDITION_FAILED"] as const;

export function usersRevert(cli: Cli) {
  return new Command("revert")
    .description(
      "Restore the data of an earlier version of a user, as a new version. `users history` lists the versions.",
    )
    .argument("<id>", "the user's id")
    .addArgument(new Argument("<version>", "the version to restore").argParser(toVersion))
    .addOption(versionOption())
    .addHelpText("after", () => examplesSection(examples) + exitCodesSection(codes))
    .action(async (id, version, options) => {
      const { users } = await connect(cli);
      const user = await users.revert(id, version, options);
      cli.output.result(toPrintable(user), () => renderUser(user));
      cli.output.note(`Restored the data of version ${version} of ${id}.`);
    });
}
