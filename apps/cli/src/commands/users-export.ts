import { pipeline, Readable } from "node:stream";
import { createGzip } from "node:zlib";
import { Command, Option } from "@commander-js/extra-typings";
import type { ListUsersOptions, RosterClient, UserSort } from "@roster/client";
import { MAX_PAGE_SIZE } from "@roster/contract";
import { type Cli, connect } from "../cli.js";
import { forms } from "../export/render.js";
import { writeOutput } from "../export/write-output.js";
import { type FileFormat, fileFormats, formatOf } from "../file-format.js";
import { examplesSection, exitCodesSection } from "../help-text.js";
import { grouped } from "../import/tally.js";
import { readSort } from "../sort-argument.js";
import { readWhereArgument, whereFlag, whereHelp } from "../where-argument.js";

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

/** Walked by id, so that users that are changed meanwhile stay in their places. */
const BY_ID: UserSort = [{ path: "id", direction: "asc" }];

/** Pages may hold megabytes. In milliseconds. */
const TIMEOUT = 120_000;

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
    .action(async ({ output: target, format, gzip, where, search, sort = BY_ID }) => {
      const filter = where === undefined ? {} : { where: readWhereArgument(where) };
      const roster = await connect(cli);
      let users = 0;
      const texts = render(roster, {
        format: format ?? formatOf(target),
        query: { sort, ...filter, ...(search !== undefined && { search }) },
        onPage: (count) => void (users += count),
      });
      const isPacked = gzip === true || target.endsWith(".gz");
      await writeOutput(target, isPacked ? packed(texts) : texts);
      if (target === "-") cli.output.note(`${grouped(users)} users written.`);
      else cli.output.result({ users, file: target }, () => `${grouped(users)} users in ${target}`);
    });
}

interface RenderOptions {
  readonly format: FileFormat;
  readonly query: ListUsersOptions;
  readonly onPage: (count: number) => void;
}

/** A page at a time, the next one when this one is written. */
async function* render(roster: RosterClient, { format, query, onPage }: RenderOptions) {
  const { head, row } = forms[format];
  if (head !== "") yield head;
  let cursor: string | null = null;
  do {
    const options: ListUsersOptions = { ...query, limit: MAX_PAGE_SIZE, timeout: TIMEOUT, cursor };
    const page = await roster.users.list(options);
    cursor = page.nextCursor;
    onPage(page.users.length);
    yield page.users.map(row).join("");
  } while (cursor !== null);
}

/** A failure of `texts` reaches who reads. */
function packed(texts: AsyncIterable<string>): AsyncIterable<Uint8Array> {
  return pipeline(Readable.from(texts), createGzip(), () => {});
}
