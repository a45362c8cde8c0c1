import { Command, Option } from "@commander-js/extra-typings";
import { type Cli, connect } from "../cli.js";
import { readData } from "../arguments/data-argument.js";
import { examplesSection, exitCodesSection } from "../help/help-text.js";
import { toPrintable } from "../output/printable-user.js";
import { renderUser } from "../output/user-text.js";
import { versionOption } from "../arguments/version-option.js";

const examples = [
  {
    description: "Change parts of a user's data",
    command: `roster users patch john-doe --set '{"address.city":"Rome","tags":["new"]}'`,
  },
  {
    description: "Remove parts of a user's data",
    command: "roster users patch john-doe --unset tags --unset address.city",
  },
];

const codes = ["INVALID", "NOT_FOUND", "TOO_LARGE", "PRECONDITION_FAILED"] as const;

export function usersPatch(cli: Cli) {
  return new Command("patch")
    .description("Change parts of a user's data; everything else stays unchanged.")
    .argument("<id>", "the user's id")
    .option(
      "--set <json|@file|->",
      "a JSON object; its keys are paths, and objects merge with stored ones",
    )
    .addOption(
      new Option("--unset <path>", "remove the value at this path; repeatable").argParser(
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
      const user = await roster.trpc.users.patch.mutate({ id, ...patch, ...options });
      cli.output.result(toPrintable(user), () => renderUser(user));
      cli.output.note(`Patched ${id}.`);
    });
}
