import { Command, Option } from "@commander-js/extra-typings";
import type { ListUsersOptions, RosterClient, User, UserPage } from "@roster/client";
import { type Cli, connect } from "../cli.js";
import { examplesSection, exitCodesSection, section } from "../help/help-text.js";
import { toJsonText } from "../output/json-text.js";
import type { Output } from "../output/output.js";
import { limitOption } from "../arguments/page-options.js";
import { readSort } from "../arguments/sort-argument.js";
import { statusOption } from "../arguments/status-option.js";
import { toPrintable } from "../output/printable-user.js";
import { createUserTable } from "../output/user-text.js";
import { readWhereArgument, whereFlag, whereHelp } from "../arguments/where-argument.js";

const examples = [
  { description: "List the 20 newest users", command: "roster users list --limit 20" },
  {
    description: "List all users, sorted by id",
    command: "roster users list --all --sort id",
  },
  {
    description: "Sort by name, then newest first, and count all users",
    command: "roster users list --sort data.name,-createdAt --count",
  },
  {
    description: "List the engineers added since 2026",
    command: `roster users list --where 'data.occupation = "Engineer" and created > 2026-01-01'`,
  },
  {
    description: "List the removed users that can be restored, the latest removal first",
    command: "roster users list --status deleted",
  },
  { description: "Search ids and data for a text", command: "roster users list --search doe" },
  {
    description: "Save all users as NDJSON, one JSON object per line",
    command: "roster users list --all --json > users.ndjson",
  },
  {
    description: "Print the cursor of the next page",
    command: "roster users list --limit 2 --json | grep -o '\"nextCursor\":.*'",
  },
];

const filters = `  data.age >= 18 and (data.city in ("Paris", "Rome") or data.vip exists)

  Paths: id, version, created, updated, status, banned, and data.<key>, nested with dots.
  Quote keys that contain dots or spaces: data."post code". Conditions:

    = != > >= < <=            "text", 5, true, null; a date such as 2026-01-01
    in (…)   not in (…)       one of these values, or none of them
    contains   startswith     part of a string or an array element; its start
    exists   not exists       whether there is a value, including null

  Combine them with not, and, or (in order of precedence) and parentheses.`;

/** Users per request of --all: small, so that the first line appears soon. */
const ALL_PAGE_SIZE = 500;

export function usersList(cli: Cli) {
  return new Command("list")
    .description("List the app's users, one page at a time or all of them.")
    .option(whereFlag, `${whereHelp}; see Filters`)
    .option(
      "--search <text>",
      "users with this text in their id or a top-level string of their data",
    )
    .addOption(
      new Option(
        "--sort <paths>",
        "comma-separated paths, - before descending ones (default: -createdAt)",
      ).argParser(readSort),
    )
    .addOption(
      new Option(
        "--select <paths>",
        "return only these comma-separated paths of the data",
      ).argParser((text) => text.split(",")),
    )
    .addOption(statusOption())
    .addOption(limitOption("users", 100).conflicts("all"))
    .option(
      "--cursor <cursor>",
      "continue from a page's cursor, with the same filter, search and sort",
    )
    .addOption(
      new Option("--count [how]", "also count all matching users; capped: up to 10,000")
        .choices(["exact", "capped"] as const)
        .preset("exact")
        .conflicts("all"),
    )
    .option("--all", "list all users; with --json as NDJSON, one user per line")
    .addHelpText(
      "after",
      section("Filters:", filters) + examplesSection(examples) + exitCodesSection(["INVALID"]),
    )
    .action(async ({ all = false, count, where, ...flags }) => {
      const filter = where === undefined ? {} : { where: readWhereArgument(where) };
      const roster = await connect(cli);
      const options = { ...flags, ...filter, ...(isCount(count) && { count }) };
      await (all ? writeAll(roster, options, cli.output) : writePage(roster, options, cli.output));
    });
}

async function writePage(roster: RosterClient, options: ListUsersOptions, output: Output) {
  const page = await roster.users.list(options);
  output.result({ ...page, users: page.users.map(toPrintable) }, () =>
    createUserTable(output).lines(page.users).join("\n"),
  );
  if (page.users.length === 0) output.note("No users.");
  if (page.total) output.note(`${totalText(page.total)} in total.`);
  if (page.nextCursor === null) return;
  output.note(
    `There are more users: add --cursor ${page.nextCursor} for the next page, or --all for all of them.`,
  );
}

async function writeAll(roster: RosterClient, options: ListUsersOptions, output: Output) {
  const table = createUserTable(output);
  const toLines = (users: User[]) =>
    output.isJson ? users.map((user) => toJsonText(toPrintable(user))) : table.lines(users);
  for (let cursor = options.cursor; cursor !== null;) {
    const page: UserPage = await roster.users.list({
      ...options,
      limit: ALL_PAGE_SIZE,
      ...(cursor !== undefined && { cursor }),
    });
    for (const line of toLines(page.users)) await output.line(line);
    cursor = page.nextCursor;
  }
}

function totalText({ value, isExact }: NonNullable<UserPage["total"]>): string {
  const number = value.toLocaleString("en-US");
  return `${isExact ? "" : "More than "}${number} ${value === 1 ? "user" : "users"}`;
}

function isCount(text: unknown): text is "exact" | "capped" {
  return text === "exact" || text === "capped";
}
