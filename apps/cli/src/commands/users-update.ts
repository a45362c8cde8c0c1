import { Command } from "@commander-js/extra-typings";
import { type Cli, connect } from "../cli.js";
import { dataFlag, dataHelp, readData } from "../arguments/data-argument.js";
import { examplesSection, exitCodesSection } from "../help/help-text.js";
import { toPrintable } from "../output/printable-user.js";
import { renderUser } from "../output/user-text.js";
import { versionOption } from "../arguments/version-option.js";

const examples = [
  {
    description: "Replace a user's data",
    command: `roster users update john-doe --data '{"name":"John Doe","occupation":"Architect"}'`,
  },
  {
    description: "Read the data from a file",
    command: "roster users update john-doe --data @john.json",
  },
  {
    description: "Update the user only if its version is still 3",
    command: `roster users update john-doe --data '{"name":"John"}' --if-version 3`,
  },
];

const codes = ["INVALID", "NOT_FOUND", "TOO_LARGE", "PRECONDITION_FAILED"] as const;

export function usersUpdate(cli: Cli) {
  return new Command("update")
    .description("Replace a user's data. Keys that are not given are removed.")
    .argument("<id>", "the user's id")
    .requiredOption(dataFlag, dataHelp)
    .addOption(versionOption())
    .addHelpText("after", examplesSection(examples) + exitCodesSection(codes))
    .action(async (id, { data, ...options }) => {
      const roster = await connect(cli);
      const input = { id, data: await readData(data, cli.output), ...options };
      const user = await roster.trpc.users.update.mutate(input);
      cli.output.result(toPrintable(user), () => renderUser(user));
      cli.output.note(`Updated ${id}.`);
    });
}
