import { Command, Option } from "@commander-js/extra-typings";
import { type Cli, connect } from "../cli.js";
import { readData } from "../arguments/data-argument.js";
import { examplesSection, exitCodesSection } from "../help/help-text.js";
import { renderUser } from "../output/user-text.js";
import { versionOption } from "../arguments/version-argument.js";

const examples = [
  {
    says: "Change parts of a user's data",
    run: `roster users patch john-doe --set '{"address.city":"Rome","tags":["new"]}'`,
  },
  {
    says: "Take parts away",
    run: "roster users patch john-doe --unset tags --unset address.city",
  },
];

const codes = ["INVALID", "NOT_FOUND", "TOO_LARGE", "PRECONDITION_FAILED"] as const;

export function usersPatch(cli: Cli) {
  return new Command("patch")
    .description("Change parts of a user's data: what is not named stays as it is.")
    .argument("<id>", "the user's id")
    .option(
      "--set <json|@file|->",
      "a JSON object, whose keys are paths and whose objects merge with those there",
    )
    .addOption(
      new Option("--unset <path>", "take this away; can be given again").argParser(
        (path: string, before: string[] | undefined) => [...(before ?? []), path],
      ),
    )
    .addOption(versionOption())
    .addHelpText("after", examplesSection(examples) + exitCodesSection(codes))
    .action(async (id, { set, unset, ...options }) => {
      const roster = await connect(cli);
      const patch = {
        ...(set !== undefined && { set: await readData(set, cli.output, "set") }),
        ...(unset && { unset }),
      };
      const user = await roster.users.patch(id, patch, options);
      cli.output.result(user, () => renderUser(user));
      cli.output.note(`Changed ${id}.`);
    });
}
