import { Command } from "@commander-js/extra-typings";
import { type Cli, connect } from "../cli.js";
import { examplesSection, exitCodesSection } from "../help/help-text.js";
import { diffSchemas, renderDifferences } from "../schema/diff-schemas.js";
import { readSchemaFile } from "../schema/read-schema-file.js";
import { EXPORT, exportHelp, FILE, fileHelp } from "../schema/schema-argument.js";

const examples = [
  { description: "Show what a push would change", command: "roster schema diff user-data.ts" },
];

export function schemaDiff(cli: Cli) {
  return new Command("diff")
    .description("Compare a schema with the active one: - marks the active schema, + the file.")
    .argument(FILE, fileHelp)
    .option(EXPORT, exportHelp)
    .addHelpText("after", () => examplesSection(examples) + exitCodesSection(["INVALID"]))
    .action(async (file, { export: name }) => {
      const schema = await readSchemaFile(file, name);
      const { trpc } = await connect(cli);
      const stored = await trpc.apps.getDataSchema.query({});
      const differences = diffSchemas(stored?.schema ?? {}, schema.value);
      cli.output.result({ version: stored?.version ?? null, differences }, () =>
        differences.length === 0 ? "No differences." : renderDifferences(differences),
      );
      if (!stored) cli.output.note("No schema is active: data is free-form.");
    });
}
