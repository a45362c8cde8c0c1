import { Command } from "@commander-js/extra-typings";
import { type Cli, connect } from "../cli.js";
import { examplesSection, exitCodesSection } from "../help/help-text.js";
import { createTable } from "../output/table.js";

const examples = [{ description: "List the indexes", command: "roster index list" }];

export function indexList(cli: Cli) {
  return new Command("list")
    .description("List the indexes on the users' data, oldest first.")
    .addHelpText("after", () => examplesSection(examples) + exitCodesSection(["FORBIDDEN"]))
    .action(async () => {
      const { output } = cli;
      const roster = await connect(cli);
      const result = await roster.trpc.indexes.list.query();
      const table = createTable(["PATH", "UNIQUE", "STATE", "CREATED"], {
        width: output.width,
        styleTitles: output.bold,
      });
      const rows = result.indexes.map(({ path, unique, state, createdAt }) => [
        path,
        unique ? "yes" : "no",
        state,
        createdAt,
      ]);
      output.result(result, () => table.lines(rows).join("\n"));
      if (rows.length === 0) output.note("No indexes.");
    });
}
