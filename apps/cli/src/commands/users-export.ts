import { Command, Option } from "@commander-js/extra-typings";
import { type Cli, connectForMany } from "../cli.js";
import { writeOutput } from "../export/write-output.js";
import { formatOption } from "../arguments/format-option.js";
import { examplesSection, exitCodesSection } from "../help/help-text.js";
import { formatCount } from "../output/format-count.js";
import { readSort } from "../arguments/sort-argument.js";
import { statusOption } from "../arguments/status-option.js";
import { readWhereArgument, whereFlag, whereHelp } from "../arguments/where-argument.js";

const examples = [
  {
    description: "Export all users, one JSON object per line",
    command: "roster users export --output users.ndjson",
  },
  {
    description: "Export as gzip-compressed CSV",
    command: "roster users export --output users.csv.gz",
  },
  {
    description: "Export only the engineers",
    command: `roster users export --where 'data.occupation = "Engineer"'`,
  },
  { description: "Pipe the users to another program", command: "roster users export | wc -l" },
  {
    description: "Import the users into another Roster, or back into this one",
    command: "roster users export | roster users import - --get-or-create",
  },
];

export function usersExport(cli: Cli) {
  return new Command("export")
    .description(
      "Write all users, or those that match a filter, to a file or standard output, as `users import` reads them.",
    )
    .option("--output <file>", "a file, replaced once the export is complete, or - for stdout", "-")
    .addOption(formatOption())
    .option("--gzip", "compress the output; implied by a name that ends in .gz")
    .option(whereFlag, `${whereHelp}; see users list --help`)
    .addOption(statusOption())
    .option(
      "--search <text>",
      "users with this text in their id or a top-level string of their data",
    )
    .addOption(
      new Option(
        "--sort <paths>",
        "comma-separated paths, - before descending ones (default: id)",
      ).argParser(readSort),
    )
    .addHelpText("after", examplesSection(examples) + exitCodesSection(["INVALID"]))
    .action(async ({ output: target, format, gzip, where, status, search, sort }) => {
      const filter = where === undefined ? {} : { where: readWhereArgument(where) };
      // Imported lazily, so that help and usage errors start fast.
      const { exportUsers, formatOf } = await import("@roster/client/files");
      const roster = await connectForMany(cli);
      let users = 0;
      const file = exportUsers(roster, {
        ...filter,
        ...(status && { status }),
        ...(search !== undefined && { search }),
        ...(sort && { sort }),
        format: format ?? formatOf(target),
        gzip: gzip === true || target.endsWith(".gz"),
        onUsers: (count) => void (users += count),
      });
      await writeOutput(target, file);
      if (target === "-") cli.output.note(`Exported ${formatCount(users)} users.`);
      else
        cli.output.result(
          { users, file: target },
          () => `Exported ${formatCount(users)} users to ${target}.`,
        );
    });
}
