import { Command, Option } from "@commander-js/extra-typings";
import { type Cli, connect } from "../cli.js";
import { writeOutput } from "../export/write-output.js";
import { fileFormats } from "../arguments/file-format.js";
import { examplesSection, exitCodesSection } from "../help/help-text.js";
import { grouped } from "../import/tally.js";
import { readSort } from "../arguments/sort-argument.js";
import { readWhereArgument, whereFlag, whereHelp } from "../arguments/where-argument.js";

const examples = [
  { says: "All users, a JSON object a line", run: "roster users export --output users.ndjson" },
  { says: "As CSV, packed", run: "roster users export --output users.csv.gz" },
  {
    says: "The engineers alone",
    run: `roster users export --where 'data.occupation = "Engineer"'`,
  },
  { says: "To another program", run: "roster users export | wc -l" },
  {
    says: "Into another Roster, or back into this one",
    run: "roster users export | roster users import - --get-or-create",
  },
];

export function usersExport(cli: Cli) {
  return new Command("export")
    .description(
      "Write all users, or those that are asked for, to a file or to standard output, as `users import` reads them.",
    )
    .option("--output <file>", "a file, which appears when it is whole, or - for stdout", "-")
    .addOption(
      new Option("--format <format>", "default: by the file's name, else ndjson").choices(
        fileFormats,
      ),
    )
    .option("--gzip", "pack it; a name that ends in .gz does it too")
    .option(whereFlag, `${whereHelp}; see users list --help`)
    .option("--search <text>", "users with this text in their id or in a text of their data")
    .addOption(
      new Option(
        "--sort <paths>",
        "by these, with commas between and - before what descends (default: id)",
      ).argParser(readSort),
    )
    .addHelpText("after", examplesSection(examples) + exitCodesSection(["INVALID"]))
    .action(async ({ output: target, format, gzip, where, search, sort }) => {
      const filter = where === undefined ? {} : { where: readWhereArgument(where) };
      // Loaded here, so that help and mistyped commands are answered without it.
      const { exportUsers, formatOf } = await import("@roster/client/files");
      const roster = await connect(cli);
      let users = 0;
      const file = exportUsers(roster, {
        ...filter,
        ...(search !== undefined && { search }),
        ...(sort && { sort }),
        format: format ?? formatOf(target),
        gzip: gzip === true || target.endsWith(".gz"),
        onUsers: (count) => void (users += count),
      });
      await writeOutput(target, file);
      if (target === "-") cli.output.note(`${grouped(users)} users written.`);
      else cli.output.result({ users, file: target }, () => `${grouped(users)} users in ${target}`);
    });
}
