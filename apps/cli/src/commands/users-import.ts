import { Command, Option } from "@commander-js/extra-typings";
import { AppError } from "@roster/contract";
import { type Cli, readCredentials } from "../cli.js";
import { fileFormats } from "../arguments/file-format.js";
import { examplesSection, exitCodesSection } from "../help/help-text.js";
import { importFile } from "../import/import-file.js";
import { openResumeState } from "../import/resume-state.js";
import { createTally, grouped, summaryOf, type Tally } from "../import/tally.js";

const examples = [
  {
    says: "Users from a file, a JSON object a line; given again after a break, it goes on there",
    run: "roster users import users.ndjson",
  },
  {
    says: "With more lines than before: users that are there stay as they are",
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
      const credentials = readCredentials(cli);
      const state = flags.dryRun ? undefined : await openResumeState(file, { credentials, flags });
      const tally = createTally(state?.begun?.counts);
      try {
        await importFile(cli, { file, flags, credentials, state, tally });
      } catch (error) {
        // What was done is done, and said; where nothing was there is the error alone.
        if (tally.total() > 0) report(cli, tally, flags.dryRun === true);
        throw error;
      }
      report(cli, tally, flags.dryRun === true);
      throwIfRefused(tally, flags.dryRun === true);
    });
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
