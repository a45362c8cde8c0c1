import { tmpdir } from "node:os";
import { Command, InvalidArgumentError, Option } from "@commander-js/extra-typings";

export type Options = ReturnType<ReturnType<typeof createCommand>["opts"]>;

export function readOptions(argv: readonly string[]): Options {
  return createCommand().parse(argv, { from: "user" }).opts();
}

function createCommand() {
  return new Command("pnpm bench")
    .description(
      "Measures Roster beside its limit (node:http and the driver) and beside the usual stack (tRPC's\n" +
        "standalone adapter and Prisma's models), round by round in turn. docs/performance.md explains it.",
    )
    .option(
      "--smoke",
      "run each case for a moment on small tables; says nothing about speed",
      false,
    )
    .option("--only <regex>", "run the cases that match, such as 'sqlite add@64'", toPattern)
    .addOption(
      new Option("--engine <name>", "run on this engine alone").choices([
        "sqlite",
        "postgresql",
      ] as const),
    )
    .option("--rounds <count>", "rounds a case (default: 5; smoke: 1)", toCount)
    .option("--seconds <seconds>", "how long a round of a lane lasts (default: 1)", toPositive)
    .option("--import-users <count>", "users of an imported file (default: 1000000)", toCount)
    .option("--json <file>", "write the result there (default: a new file in apps/bench/results)")
    .option("--folder <folder>", "where databases are kept: on the disk to be measured", tmpdir())
    .option(
      "--profile <folder>",
      "write CPU profiles of Roster there, and print where its time went",
    )
    .option("--markdown <file>", "measure nothing; print the tables of that JSON file as Markdown");
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
    throw new InvalidArgumentError("It must be a whole number from 1 on.");
  }
  return count;
}

function toPositive(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0) {
    throw new InvalidArgumentError("It must be a number above 0.");
  }
  return value;
}
