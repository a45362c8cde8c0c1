import { Command } from "@commander-js/extra-typings";
import { type Cli, connect } from "../cli.js";
import { dataFlag, dataHelp, readData } from "../data-argument.js";
import { examplesSection, exitCodesSection } from "../help-text.js";
import { renderUser } from "../user-text.js";

const examples = [
  {
    says: "Replace a user's data",
    run: `roster users update john-doe --data '{"name":"John Doe","occupation":"Architect"}'`,
  },
  { says: "With what stands in a file", run: "roster users update john-doe --data @john.json" },
];

export function usersUpdate(cli: Cli) {
  return new Command("update")
    .description("Replace a user's data whole: keys that are not given are gone.")
    .argument("<id>", "the user's id")
    .requiredOption(dataFlag, dataHelp)
    .addHelpText(
      "after",
      examplesSection(examples) + exitCodesSection(["INVALID", "NOT_FOUND", "TOO_LARGE"]),
    )
    .action(async (id, { data }) => {
      const roster = await connect(cli);
      const user = await roster.users.update(id, await readData(data, cli.output));
      cli.output.result(user, () => renderUser(user));
      cli.output.note(`Updated ${id}.`);
    });
}
