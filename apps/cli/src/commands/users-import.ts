import { Command, Option } from "@commander-js/extra-typings";
import { AppError } from "@roster/contract";
import { type Cli, connect } from "../cli.js";
import { fileFormats } from "../file-format.js";
import { examplesSection, exitCodesSection } from "../help-text.js";
import { openInput } from "../import/input-bytes.js";
import { createProgress } from "../import/progress.js";
import { openRejects } from "../import/rejects.js";
import { createTally, grouped, summaryOf, type Tally } from "../import/tally.js";

const examples = [
  { says: "Users from a file, a JSON object a line", run: "roster users import users.ndjson" },
  {
    says: "Again, after a break or with more lines: users that are there stay as they are",
    run: "roster users import users.ndjson --get-or-create",
  },
  {
    says: "Users that are there get the data of their lines",
    run: "roster users import users.ndjson --update",
  },
  {
    says: "What would come of it; nothing is changed",
    run: "roster users import users.csv --dry-run",
  },
  {
    says: "From another program",
    run: `echo '{"id":"ada","data":{"name":"Ada"}}' | roster users import -`,
  },
];

/** Refused lines that a real run tells at once; a dry run, whose purpose they are, tells all. */
const SHOWN_REJECTS = 20;

interface ImportFlags {
  readonly format?: (typeof fileFormats)[number] | undefined;
  readonly getOrCreate?: true | undefined;
  readonly update?: true | undefined;
  readonly ignoreTimes?: true | undefined;
  readonly dryRun?: true | undefined;
  readonly rejects?: string | undefined;
}

export function usersImport(cli: Cli) {
  return new Command("import")
    .description(
      "Add the users of a file: NDJSON or CSV, packed by gzip or not. A line that is no user, or whose id exists, is named and passed over.",
    )
    .argument("<file>", "a file, or - for standard input")
    .addOption(
      new Option("--format <format>", "default: by the file's name, else ndjson").choices(
        fileFormats,
      ),
    )
    .option("--get-or-create", "an id that exists is no error: its user stays as it is")
    .addOption(
      new Option(
        "--update",
        "a user whose id exists gets the line's data: a new version",
      ).conflicts("getOrCreate"),
    )
    .option(
      "--ignore-times",
      "the server gives new times; those of the lines, and versions, are passed over",
    )
    .option("--dry-run", "check each line and look for its id; change nothing")
    .option("--rejects <file>", "write each refused line there, with the reasons, as NDJSON")
    .addHelpText("after", examplesSection(examples) + exitCodesSection(["INVALID", "CONFLICT"]))
    .action(async (file, flags) => {
      const tally = createTally();
      try {
        await importUsers(cli, file, { flags, tally });
      } catch (error) {
        // What was done is done, and said; where nothing was there is the error alone.
        if (tally.total() > 0) report(cli, tally, flags.dryRun === true);
        throw error;
      }
      report(cli, tally, flags.dryRun === true);
      throwIfRefused(tally, flags.dryRun === true);
    });
}

async function importUsers(
  cli: Cli,
  file: string,
  { flags, tally }: { flags: ImportFlags; tally: Tally },
): Promise<void> {
  const { dryRun = false } = flags;
  // Loaded here, so that help and mistyped commands are answered without it.
  const { formatOf, importUsers: sendUsers } = await import("@roster/client/files");
  const roster = await connect(cli);
  const input = await openInput(file);
  const shown = dryRun ? Infinity : SHOWN_REJECTS;
  await using rejects = await openRejects({ path: flags.rejects, shown, output: cli.output });
  const progress = createProgress(input, tally, cli.output.isJson);
  try {
    await sendUsers(roster, input.chunks, {
      format: flags.format ?? formatOf(file),
      getOrCreate: flags.getOrCreate === true,
      update: flags.update === true,
      ignoreTimes: flags.ignoreTimes === true,
      dryRun,
      name: input.name,
      async onLines(lines) {
        tally.add(lines);
        for (const line of lines) {
          if (line.issues.length === 0) continue;
          progress.clear();
          await rejects.write(line);
        }
        progress.update();
      },
    });
  } finally {
    progress.clear();
  }
}

function report({ output }: Cli, tally: Tally, isDryRun: boolean): void {
  const result = { ...tally.counts, seconds: tally.seconds(), dryRun: isDryRun };
  output.result(result, () => summaryOf(tally, isDryRun));
}

function throwIfRefused(tally: Tally, isDryRun: boolean): void {
  const { invalid, conflict } = tally.counts;
  const were = isDryRun ? "would be" : "were";
  const of = `of ${grouped(tally.total())} users ${were} refused`;
  if (invalid > 0) throw new AppError("INVALID", `${grouped(invalid + conflict)} ${of}`);
  if (conflict === 0) return;
  const hint = "--get-or-create leaves those that exist as they are, --update changes them";
  throw new AppError("CONFLICT", `${grouped(conflict)} ${of}: their ids exist already; ${hint}`);
}
