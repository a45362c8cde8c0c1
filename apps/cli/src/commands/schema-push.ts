import { Command } from "@commander-js/extra-typings";
import { type Cli, connect } from "../cli.js";
import { examplesSection, exitCodesSection } from "../help/help-text.js";
import { readSchemaFile } from "../schema/read-schema-file.js";
import { CHECK_TIMEOUT, EXPORT, exportHelp, FILE, fileHelp } from "../schema/schema-argument.js";

const examples = [
  { says: "Hold the users' data to a zod schema", run: "roster schema push user-data.ts" },
  {
    says: "Only what is written from now on; stored users may break it",
    run: "roster schema push user-data.ts --new-writes-only",
  },
];

export function schemaPush(cli: Cli) {
  return new Command("push")
    .description(
      "Hold the data of the app's users to a schema. Refused where stored users break it, with the first of them.",
    )
    .argument(FILE, fileHelp)
    .option("--new-writes-only", "let stored users break it until they are next written")
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
          ? `Version ${version} is in force.`
          : `Version ${version} is in force already, and the same; nothing was changed.`,
      );
    });
}
