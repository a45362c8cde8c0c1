import { Command, Option } from "@commander-js/extra-typings";
import { AppError } from "@roster/contract";
import { formatOption } from "../arguments/format-option.js";
import { type Cli, readCredentials } from "../cli.js";
import { examplesSection, exitCodesSection } from "../help/help-text.js";
import {
  createImportCounter,
  type ImportCounter,
  renderSummary,
} from "../import/import-counter.js";
import { importFile } from "../import/import-file.js";
import { openResumeState } from "../import/resume-state.js";
import { formatCount } from "../output/format-count.js";

const examples = [
  {
    description: "Import a file; after an interruption, run it again to resume",
    command: "roster users import users.ndjson",
  },
  {
    description: "Import a file that has grown; existing users stay unchanged",
    command: "roster users import users.ndjson --get-or-create",
  },
  {
    description: "Replace the data of existing users",
    command: "roster users import users.ndjson --update",
  },
  {
    description: "Preview the result without changing anything",
    command: "roster users import users.csv --dry-run",
  },
  {
    description: "Import from another program",
    command: `echo '{"id":"ada","data":{"name":"Ada"}}' | roster users import -`,
  },
];

export function usersImport(cli: Cli) {
  return new Command("import")
    .description(
      "Add the users of an NDJSON or CSV file, optionally gzip-compressed. Invalid lines and existing ids are reported and skipped.",
    )
    .argument("<file>", "a file, or - for standard input")
    .addOption(formatOption())
    .option("--get-or-create", "leave existing users unchanged instead of reporting a conflict")
    .addOption(
      new Option(
        "--update",
        "replace the data of existing users, and states that a line has, which creates a new version",
      ).conflicts("getOrCreate"),
    )
    .option("--ignore-times", "ignore times and versions in the file; the server sets new ones")
    .option("--dry-run", "validate each line and look up its id, without changing anything")
    .option("--rejects <file>", "write each rejected line to this file with the reasons, as NDJSON")
    .addHelpText("after", examplesSection(examples) + exitCodesSection(["INVALID", "CONFLICT"]))
    .action(async (file, flags) => {
      const credentials = readCredentials(cli);
      const state = flags.dryRun ? undefined : await openResumeState(file, { credentials, flags });
      const counter = createImportCounter(state?.checkpoint?.counts);
      const isDryRun = flags.dryRun === true;
      try {
        await importFile(cli, { file, flags, credentials, state, counter });
      } catch (error) {
        // Report what was done before the failure, unless that is nothing.
        if (counter.total() > 0) report(cli, counter, isDryRun);
        throw error;
      }
      report(cli, counter, isDryRun);
      throwIfRejected(counter, isDryRun);
    });
}

function report({ output }: Cli, counter: ImportCounter, isDryRun: boolean): void {
  const result = { ...counter.counts, seconds: counter.seconds(), dryRun: isDryRun };
  output.result(result, () => renderSummary(counter, isDryRun));
}

function throwIfRejected({ counts, total }: ImportCounter, isDryRun: boolean): void {
  const { invalid, conflict } = counts;
  const outcome = `of ${formatCount(total())} users ${isDryRun ? "would be" : "were"} rejected`;
  if (invalid > 0) throw new AppError("INVALID", `${formatCount(invalid + conflict)} ${outcome}`);
  if (conflict === 0) return;
  const hint = "--get-or-create leaves existing users unchanged, --update replaces their data";
  throw new AppError(
    "CONFLICT",
    `${formatCount(conflict)} ${outcome} because their ids already exist; ${hint}`,
  );
}
