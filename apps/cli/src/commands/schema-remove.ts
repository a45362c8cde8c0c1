import { Command } from "@commander-js/extra-typings";
import { type Cli, connect } from "../cli.js";
import { confirm } from "../output/confirm.js";
import { examplesSection, exitCodesSection } from "../help/help-text.js";

const examples = [
  {
    says: "Without being asked; a push puts a schema in force again",
    run: "roster schema push user-data.ts && roster schema remove --yes",
  },
];

export function schemaRemove(cli: Cli) {
  return new Command("remove")
    .description("Make data free-form again. Asks first; earlier versions stay to be shown.")
    .option("-y, --yes", "do not ask; needed where there is no terminal to ask on")
    .addHelpText(
      "after",
      () => examplesSection(examples) + exitCodesSection(["INVALID", "NOT_FOUND"]),
    )
    .action(async ({ yes = false }) => {
      const { trpc } = await connect(cli);
      if (!yes) await confirm("Hold the users' data to no schema from now on?");
      const removed = await trpc.apps.removeDataSchema.mutate();
      cli.output.result(removed, () => `Data is free-form, as of version ${removed.version}.`);
    });
}
