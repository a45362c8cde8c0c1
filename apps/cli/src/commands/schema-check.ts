import { Command } from "@commander-js/extra-typings";
import { AppError } from "@roster/contract";
import { type Cli, connect } from "../cli.js";
import { examplesSection, exitCodesSection } from "../help/help-text.js";
import { renderBreaches } from "../schema/breaches-text.js";
import { readSchemaFile } from "../schema/read-schema-file.js";
import { CHECK_TIMEOUT, EXPORT, exportHelp, FILE, fileHelp } from "../schema/schema-argument.js";

const examples = [
  { says: "Would stored users break it?", run: "roster schema check user-data.ts" },
  { says: "For other programs", run: "roster schema check user-data.ts --json" },
];

export function schemaCheck(cli: Cli) {
  return new Command("check")
    .description("Say which stored users would break a schema. Stores nothing.")
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
      cli.output.result(result, () => renderBreaches(result));
      if (result.breaches.count > 0) {
        throw new AppError("INVALID", "A push of this schema would be refused");
      }
    });
}
