import { Command } from "@commander-js/extra-typings";
import { AppError } from "@roster/contract";
import { type Cli, connect } from "../cli.js";
import { examplesSection, exitCodesSection } from "../help/help-text.js";
import { renderViolations } from "../schema/render-violations.js";
import { readSchemaFile } from "../schema/read-schema-file.js";
import { CHECK_TIMEOUT, EXPORT, exportHelp, FILE, fileHelp } from "../schema/schema-argument.js";

const examples = [
  {
    description: "Check whether stored users would violate a schema",
    command: "roster schema check user-data.ts",
  },
  { description: "Print the result as JSON", command: "roster schema check user-data.ts --json" },
];

export function schemaCheck(cli: Cli) {
  return new Command("check")
    .description("List stored users that would violate a schema. Changes nothing.")
    .argument(FILE, fileHelp)
    .option(EXPORT, exportHelp)
    .addHelpText("after", () => examplesSection(examples) + exitCodesSection(["INVALID"]))
    .action(async (file, { export: name }) => {
      const schema = await readSchemaFile(file, name);
      const { trpc } = await connect(cli);
      const result = await trpc.apps.checkDataSchema.query(
        { schema },
        { context: { timeout: CHECK_TIMEOUT } },
      );
      cli.output.result(result, () => renderViolations(result));
      if (result.breaches.count > 0) {
        throw new AppError("INVALID", "Pushing this schema would be rejected");
      }
    });
}
