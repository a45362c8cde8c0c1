import { Command } from "@commander-js/extra-typings";
import { type Cli, connect } from "../cli.js";
import { dataFlag, dataHelp, readData } from "../arguments/data-argument.js";
import { examplesSection, exitCodesSection } from "../help/help-text.js";
import { renderUser } from "../output/user-text.js";

const examples = [
  {
    says: "Add a user with some data",
    run: `roster users add john-doe --data '{"name":"John Doe","occupation":"Software Engineer"}'`,
  },
  {
    says: "Get the stored user, unchanged, where the id exists; else add it",
    run: `roster users add john-doe --data '{"name":"John Doe"}' --get-or-create`,
  },
  { says: "Data from a file", run: "roster users add jane-doe --data @jane.json" },
  {
    says: "Data from another program",
    run: `echo '{"name":"Ada"}' | roster users add ada --data -`,
  },
  {
    says: "In a script: was it this call that created the user?",
    run: "roster users add grace --get-or-create --json | grep -q '\"created\":true'",
  },
];

export function usersAdd(cli: Cli) {
  return new Command("add")
    .description("Add a user under an id of your choice. An id that exists is an error (CONFLICT).")
    .argument("<id>", "1 to 255 letters, digits, dashes and underscores")
    .option(dataFlag, `${dataHelp} (default: {})`)
    .option("--get-or-create", "return the stored user, unchanged, where the id exists")
    .addHelpText(
      "after",
      examplesSection(examples) + exitCodesSection(["INVALID", "CONFLICT", "TOO_LARGE"]),
    )
    .action(async (id, { data, getOrCreate = false }) => {
      const { output } = cli;
      const roster = await connect(cli);
      const input = data === undefined ? {} : await readData(data, output);
      const result = await roster.users.add(id, input, { getOrCreate });
      output.result(result, () => renderUser(result.user));
      output.note(
        result.created ? `Added ${id}.` : `${id} was there already; nothing was changed.`,
      );
    });
}
