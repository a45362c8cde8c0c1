import { Command, Option } from "@commander-js/extra-typings";
import { toSeconds } from "../arguments/duration.js";
import { type Cli, connect } from "../cli.js";
import { examplesSection, exitCodesSection } from "../help/help-text.js";
import { writeSecret } from "../output/key-text.js";

const examples = [
  {
    description: "Replace a secret within an hour, during which both work",
    command: "roster keys rotate k7m2x9qp4rt8wz3n --overlap 1h",
  },
  {
    description: "Replace a leaked secret at once",
    command: "roster keys rotate k7m2x9qp4rt8wz3n --no-overlap",
  },
];

const DAY = 86_400;

export function keysRotate(cli: Cli) {
  return new Command("rotate")
    .description(
      "Give an API key a new secret, and print it once. The current secret works until the overlap ends; an even earlier secret stops working now.",
    )
    .argument("<key>", "the key, without its secret")
    .addOption(
      new Option("--overlap <time>", "how long the current secret still works, up to 30d")
        .argParser(toSeconds)
        .default(DAY, "1d"),
    )
    .option("--no-overlap", "reject the current secret at once")
    .addHelpText(
      "after",
      () => examplesSection(examples) + exitCodesSection(["INVALID", "FORBIDDEN", "NOT_FOUND"]),
    )
    .action(async (key, { overlap }) => {
      const { apiKeys } = await connect(cli);
      const overlapSeconds = typeof overlap === "number" ? overlap : 0;
      writeSecret(cli.output, await apiKeys.rotate(key, { overlapSeconds }));
    });
}
