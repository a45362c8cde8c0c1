import { Command } from "@commander-js/extra-typings";
import { type Cli, connect } from "../cli.js";
import { examplesSection, exitCodesSection } from "../help/help-text.js";

/** Building a large index takes minutes; the server continues after a timeout. In milliseconds. */
const timeout = 3_600_000;

const examples = [
  { description: "Filter and sort by email faster", command: "roster index add data.email" },
  { description: "Reject duplicate logins", command: "roster index add data.login --unique" },
];

export function indexAdd(cli: Cli) {
  return new Command("add")
    .summary("Add an index on a path of the users' data.")
    .description(
      "Add an index on a path of the users' data and wait until it is built. Filters and sorts by the " +
        "path use it. A unique index rejects a string, number or boolean that another user already has.",
    )
    .argument("<path>", "such as data.email")
    .option("--unique", "reject values that another user already has")
    .addHelpText(
      "after",
      () => examplesSection(examples) + exitCodesSection(["INVALID", "FORBIDDEN", "CONFLICT"]),
    )
    .action(async (path, { unique = false }) => {
      const roster = await connect(cli);
      const input = { path, unique };
      const index = await roster.trpc.indexes.add.mutate(input, { context: { timeout } });
      cli.output.result(index, () => `Added ${unique ? "a unique" : "an"} index on ${index.path}.`);
    });
}
