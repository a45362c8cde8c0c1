import { Command } from "@commander-js/extra-typings";
import { type Cli, connect } from "../cli.js";
import { examplesSection, exitCodesSection } from "../help/help-text.js";
import { keyCells, keyTitles } from "../output/key-text.js";
import { createTable } from "../output/table.js";

const examples = [
  { description: "List the keys", command: "roster keys list" },
  { description: "The same for a program", command: "roster keys list --json" },
];

export function keysList(cli: Cli) {
  return new Command("list")
    .description("List the app's API keys, oldest first, including revoked ones.")
    .addHelpText("after", () => examplesSection(examples) + exitCodesSection(["FORBIDDEN"]))
    .action(async () => {
      const { output } = cli;
      const apiKeys = await (await connect(cli)).apiKeys.list();
      const { width, bold: styleTitles } = output;
      const table = createTable(keyTitles, { width, styleTitles });
      const now = new Date();
      const rows = apiKeys.map((key) => keyCells(key, now));
      output.result({ apiKeys }, () => table.lines(rows).join("\n"));
    });
}
