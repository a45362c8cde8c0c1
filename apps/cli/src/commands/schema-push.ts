import { Command } from "@commander-js/extra-typings";
import { type Cli, connect } from "../cli.js";
import { examplesSection, exitCodesSection } from "../help/help-text.js";
import { readSchemaFile } from "../schema/read-schema-file.js";
import { CHECK_TIMEOUT, EXPORT, exportHelp, FILE, fileHelp } from "../schema/schema-argument.js";

const examples = [
  {
    description: "Validate the users' data against a zod schema",
    command: "roster schema push user-data.ts",
  },
  {
    description: "Validate new writes only; stored users may violate the schema",
    command: "roster schema push user-data.ts --new-writes-only",
  },
];

export function schemaPush(cli: Cli) {
  return new Command("push")
    .description(
      "Validate the users' data against a schema. Rejected if stored users violate it; lists the first of them.",
    )
    .argument(FILE, fileHelp)
    .option("--new-writes-only", "accept stored users that violate it until their next write")
    .option(EXPORT, exportHelp)
    .addHelpText("after", () => examplesSection(examples) + exitCodesSection(["INVALID"]))
    .action(async (file, { newWritesOnly = false, export: name }) => {
      const schema = await readSchemaFile(file, name);
      const { trpc } = await connect(cli);
      const appliesTo = newWritesOnly ? "newWrites" : "allUsers";
      const result = await trpc.apps.setDataSchema.mutate(
        { schema, appliesTo },
        { context: { timeout: CHECK_TIMEOUT } },
      );
      const { version } = result.dataSchema;
      cli.output.result(result, () =>
        result.created
          ? `Version ${version} is active.`
          : `Version ${version} is already active and identical; nothing was changed.`,
      );
    });
}
