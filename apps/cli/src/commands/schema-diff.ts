import { Command } from "@commander-js/extra-typings";
import { type Cli, connect } from "../cli.js";
import { examplesSection, exitCodesSection } from "../help/help-text.js";
import { diffSchemas, renderDifferences } from "../schema/diff-schemas.js";
import { readSchemaFile } from "../schema/read-schema-file.js";
import { EXPORT, exportHelp, FILE, fileHelp } from "../schema/schema-argument.js";

const examples = [{ says: "What a push would change", run: "roster schema diff user-data.ts" }];

export function schemaDiff(cli: Cli) {
  return new Command("diff")
    .description(
      "Show where a schema differs from the one in force: - what is stored, + what the file has.",
    )
    .argument(FILE, fileHelp)
    .option(EXPORT, exportHelp)
    .addHelpText("after", () => examplesSection(examples) + exitCodesSection(["INVALID"]))
    .action(async (file, { export: name }) => {
      const schema = await readSchemaFile(file, name);
      const { trpc } = await connect(cli);
      const stored = await trpc.apps.getDataSchema.query({});
      const differences = diffSchemas(stored?.schema ?? {}, schema);
      cli.output.result({ version: stored?.version ?? null, differences }, () =>
        differences.length === 0 ? "No difference." : renderDifferences(differences),
      );
      if (!stored) cli.output.note("No schema is stored: data is free-form.");
    });
}
