import { Command } from "@commander-js/extra-typings";
import { type Cli, connect } from "../cli.js";
import { dataFlag, dataHelp, readData } from "../arguments/data-argument.js";
import { examplesSection, exitCodesSection } from "../help/help-text.js";
import { toPrintable } from "../output/printable-user.js";
import { renderUser } from "../output/user-text.js";

const examples = [
  {
    description: "Add a user with data",
    command: `roster users add john-doe --data '{"name":"John Doe","occupation":"Software Engineer"}'`,
  },
  {
    description: "Return the stored user if the id exists; otherwise add it",
    command: `roster users add john-doe --data '{"name":"John Doe"}' --get-or-create`,
  },
  {
    description: "Read the data from a file",
    command: "roster users add jane-doe --data @jane.json",
  },
  {
    description: "Read the data from another program",
    command: `echo '{"name":"Ada"}' | roster users add ada --data -`,
  },
  {
    description: "Check in a script whether the call created the user",
    command: "roster users add grace --get-or-create --json | grep -q '\"created\":true'",
  },
];

export function usersAdd(cli: Cli) {
  return new Command("add")
    .description(
      "Add a user under an id of your choice. Fails with CONFLICT if the id already exists.",
    )
    .argument("<id>", "1 to 255 letters, digits, dashes and underscores")
    .option(dataFlag, `${dataHelp} (default: {})`)
    .option("--get-or-create", "return the stored user unchanged if the id exists")
    .addHelpText(
      "after",
      examplesSection(examples) + exitCodesSection(["INVALID", "CONFLICT", "TOO_LARGE"]),
    )
    .action(async (id, { data, getOrCreate = false }) => {
      const { output } = cli;
      const roster = await connect(cli);
      const input = data === undefined ? {} : { data: await readData(data, output) };
      const { user, created } = await roster.trpc.users.add.mutate({ id, ...input, getOrCreate });
      output.result({ user: toPrintable(user), created }, () => renderUser(user));
      output.note(created ? `Added ${id}.` : `User ${id} already exists; nothing was changed.`);
    });
}
