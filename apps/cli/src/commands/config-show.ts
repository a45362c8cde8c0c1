import { Command } from "@commander-js/extra-typings";
import { type Cli, loadSettings } from "../cli.js";
import { examplesSection, exitCodesSection } from "../help/help-text.js";
import type { Setting } from "../settings/settings.js";
import { createTable } from "../output/table.js";

const examples = [
  { description: "Show which server and API key are used", command: "roster config show" },
];

export function configShow(cli: Cli) {
  return new Command("show")
    .description("Show the settings and where each comes from. The secret is masked.")
    .addHelpText("after", examplesSection(examples) + exitCodesSection(["INVALID"]))
    .action(() => {
      const { output } = cli;
      const { url, apiKey, apiSecret, configFile = null } = loadSettings(cli);
      const shown = { url, apiKey, apiSecret: mask(apiSecret) };
      output.result({ configFile, ...shown }, () => {
        const rows = Object.entries(shown).map(([name, { value, source }]) => [
          name,
          value ?? "",
          source,
        ]);
        return createTable(["SETTING", "VALUE", "FROM"], { styleTitles: output.bold })
          .lines(rows)
          .join("\n");
      });
    });
}

/** Shows enough to tell two secrets apart. */
function mask({ value, source }: Setting): Setting {
  return { value: value && `…${value.length > 16 ? value.slice(-4) : ""}`, source };
}
