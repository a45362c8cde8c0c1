import { Command } from "@commander-js/extra-typings";
import { type Cli, connectForMany } from "../cli.js";
import { writeOutput } from "../export/write-output.js";
import { examplesSection, exitCodesSection } from "../help/help-text.js";

const examples = [
  {
    description: "Save everything that is stored about a user",
    command: "roster users export-one john-doe --output john-doe.json",
  },
];

export function usersExportOne(cli: Cli) {
  return new Command("export-one")
    .description(
      "Write everything that is stored about one user, with its history, as a JSON document to hand to that person.",
    )
    .argument("<id>", "the user's id")
    .option("--output <file>", "a file, replaced once the export is complete, or - for stdout", "-")
    .addHelpText(
      "after",
      () => examplesSection(examples) + exitCodesSection(["INVALID", "FORBIDDEN", "NOT_FOUND"]),
    )
    .action(async (id, { output: target }) => {
      const { users } = await connectForMany(cli);
      await writeOutput(target, withNewline(await users.export(id)));
      if (target === "-") return;
      cli.output.result({ id, file: target }, () => `Exported ${id} to ${target}.`);
    });
}

async function* withNewline(document: ReadableStream<Uint8Array>) {
  yield* document;
  yield new TextEncoder().encode("\n");
}
