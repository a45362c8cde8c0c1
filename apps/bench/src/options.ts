import { tmpdir } from "node:os";
import { Command, InvalidArgumentError, Option } from "@commander-js/extra-typings";

export type Options = ReturnType<ReturnType<typeof createCommand>["opts"]>;

export function readOptions(argv: readonly string[]): Options {
  return createCommand().parse(argv, { from: "user" }).opts();
}

function createCommand() {
  return new Command("pnpm bench")
    .description(
      "Measures Roster next to its floor (node:http and the driver) and to a baseline stack (tRPC's\n" +
        "standalone adapter and Prisma's models), in alternating rounds. See docs/performance.md.",
    )
    .option("--smoke", "run each case briefly on small tables; the figures mean nothing", false)
    .option("--only <regex>", "run only matching cases, such as 'sqlite add@64'", toPattern)
    .addOption(
      new Option("--engine <name>", "run only on this engine").choices([
        "sqlite",
        "postgresql",
      ] as const),
    )
    .option("--rounds <count>", "rounds per case (default: 5; smoke: 1)", toCount)
    .option("--seconds <seconds>", "seconds per round of a lane (default: 1)", toPositive)
    .option("--import-users <count>", "users in an imported file (default: 1000000)", toCount)
    .option(
      "--json <file>",
      "write the result to this file (default: a new file in apps/bench/results)",
    )
    .option("--folder <folder>", "folder for the databases, on the disk to be measured", tmpdir())
    .option(
      "--profile <folder>",
      "write CPU profiles of Roster to this folder and print the top functions",
    )
    .option("--markdown <file>", "measure nothing; print the tables of this JSON file as Markdown");
}

function toPattern(text: string): RegExp {
  try {
    return new RegExp(text);
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
  }
}

function toCount(text: string): number {
  const count = Number(text);
  if (!Number.isSafeInteger(count) || count < 1) {
    throw new InvalidArgumentError("It must be a whole number of at least 1.");
  }
  return count;
}

function toPositive(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0) {
    throw new InvalidArgumentError("It must be a number greater than 0.");
  }
  return value;
}
