import { Command } from "@commander-js/extra-typings";
import { type Cli, connect } from "../cli.js";
import { confirm } from "../output/confirm.js";
import { examplesSection, exitCodesSection } from "../help/help-text.js";

const examples = [
  {
    description: "Remove the schema without confirmation",
    command: "roster schema push user-data.ts && roster schema remove --yes",
  },
];

export function schemaRemove(cli: Cli) {
  return new Command("remove")
    .description(
      "Remove the schema: data is free-form again. Asks for confirmation; keeps earlier versions.",
    )
    .option("-y, --yes", "skip the confirmation; required without a terminal")
    .addHelpText(
      "after",
      () => examplesSection(examples) + exitCodesSection(["INVALID", "NOT_FOUND"]),
    )
    .action(async ({ yes = false }) => {
      const { trpc } = await connect(cli);
      if (!yes) await confirm("Remove the schema and accept any data from now on?");
      const removed = await trpc.apps.removeDataSchema.mutate();
      cli.output.result(removed, () => `Data is free-form as of version ${removed.version}.`);
    });
}
