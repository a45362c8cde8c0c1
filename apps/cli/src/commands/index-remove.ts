import { Command } from "@commander-js/extra-typings";
import { type Cli, connect } from "../cli.js";
import { examplesSection, exitCodesSection } from "../help/help-text.js";

const examples = [
  {
    description: "Remove an index; the data stays unchanged",
    command: "roster index add data.city && roster index remove data.city",
  },
];

export function indexRemove(cli: Cli) {
  return new Command("remove")
    .description("Remove an index on the users' data. A unique index is no longer enforced.")
    .argument("<path>", "such as data.email")
    .addHelpText(
      "after",
      () => examplesSection(examples) + exitCodesSection(["INVALID", "FORBIDDEN", "NOT_FOUND"]),
    )
    .action(async (path) => {
      const roster = await connect(cli);
      const removed = await roster.trpc.indexes.remove.mutate({ path });
      cli.output.result(removed, () => `Removed the index on ${removed.path}.`);
    });
}
