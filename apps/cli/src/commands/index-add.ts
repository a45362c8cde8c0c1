import { Command } from "@commander-js/extra-typings";
import { type Cli, connect } from "../cli.js";
import { examplesSection, exitCodesSection } from "../help/help-text.js";

/** A large index takes minutes; the server goes on even where nobody waits. In milliseconds. */
const timeout = 3_600_000;

const examples = [
  { says: "Find and sort by e-mail fast", run: "roster index add data.email" },
  { says: "And let no two users have the same", run: "roster index add data.login --unique" },
];

export function indexAdd(cli: Cli) {
  return new Command("add")
    .summary("Declare an index on a path of the users' data.")
    .description(
      "Declare an index on a path of the users' data, and wait until it is built. Filters and sorts by " +
        "the path use it. A unique one lets no two users have the same text, number or boolean there.",
    )
    .argument("<path>", "such as data.email")
    .option("--unique", "refuse a value that another user has")
    .addHelpText(
      "after",
      () => examplesSection(examples) + exitCodesSection(["INVALID", "FORBIDDEN", "CONFLICT"]),
    )
    .action(async (path, { unique = false }) => {
      const roster = await connect(cli);
      const input = { path, unique };
      const index = await roster.trpc.indexes.add.mutate(input, { context: { timeout } });
      cli.output.result(index, () => `Indexed ${index.path}${unique ? ", unique" : ""}.`);
    });
}
