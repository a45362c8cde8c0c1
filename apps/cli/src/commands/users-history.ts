import { Command } from "@commander-js/extra-typings";
import { limitOption } from "../arguments/page-options.js";
import { type Cli, connect } from "../cli.js";
import { examplesSection, exitCodesSection } from "../help/help-text.js";
import { actorText, detailsOf, toSecond } from "../output/change-text.js";
import { toPrintableEntry } from "../output/printable-change.js";
import { createTable } from "../output/table.js";

const examples = [
  { description: "Show the latest changes of a user", command: "roster users history john-doe" },
  {
    description: "Print a change with the data before and after it, as JSON",
    command: "roster users history john-doe --limit 1 --json",
  },
];

const titles = ["VERSION", "TIME (UTC)", "TYPE", "BY", "DETAILS"];

export function usersHistory(cli: Cli) {
  return new Command("history")
    .description("Show the changes of a user, newest first: who changed what and when.")
    .argument("<id>", "the user's id; it may be removed")
    .addOption(limitOption("changes", 50))
    .option("--cursor <cursor>", "continue from a page's cursor")
    .addHelpText(
      "after",
      () => examplesSection(examples) + exitCodesSection(["INVALID", "FORBIDDEN", "NOT_FOUND"]),
    )
    .action(async (id, options) => {
      const { output } = cli;
      const { users } = await connect(cli);
      const page = await users.history(id, options);
      const table = createTable(titles, { width: output.width, styleTitles: output.bold });
      const rows = page.changes.map((change) => [
        String(change.version),
        toSecond(change.at),
        change.type,
        actorText(change.actor),
        detailsOf(change),
      ]);
      output.result({ ...page, changes: page.changes.map(toPrintableEntry) }, () =>
        table.lines(rows).join("\n"),
      );
      if (page.nextCursor === null) return;
      output.note(`There are more changes: add --cursor ${page.nextCursor} for the next page.`);
    });
}
