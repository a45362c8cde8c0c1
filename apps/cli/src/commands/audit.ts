import { Command, InvalidArgumentError, Option } from "@commander-js/extra-typings";
import type { AuditEntry, AuditPage, ListAuditOptions, RosterClient } from "@roster/client";
import { AuditType, ChangeType } from "@roster/contract";
import { limitOption } from "../arguments/page-options.js";
import { toTimestamp } from "../arguments/time-argument.js";
import { type Cli, connect } from "../cli.js";
import { examplesSection, exitCodesSection, section } from "../help/help-text.js";
import { actorText, detailsOf, toSecond } from "../output/change-text.js";
import { toJsonText } from "../output/json-text.js";
import type { Output } from "../output/output.js";
import { toPrintableEntry } from "../output/printable-change.js";
import { createTable } from "../output/table.js";

const examples = [
  { description: "Show the latest changes and events of the app", command: "roster audit" },
  {
    description: "Show who removed users this year",
    command: "roster audit --types user.deleted --from 2026-01-01",
  },
  { description: "Show what happened to a user", command: "roster audit --user john-doe" },
  {
    description: "Save the whole log as NDJSON, one JSON object per line",
    command: "roster audit --all --json > audit.ndjson",
  },
];

const types = [...ChangeType.options, ...AuditType.options];

const access = `  The API key needs the right to read the audit log, which the administrator gives
  it in the dashboard.`;

const titles = ["TIME (UTC)", "TYPE", "USER", "BY", "DETAILS"];

/** Entries per request of --all. */
const ALL_PAGE_SIZE = 500;

export function audit(cli: Cli) {
  return new Command("audit")
    .description("Show who did what in the app, newest first: changes of users, and other events.")
    .option("--user <id>", "only what concerns this user")
    .option("--actor <id>", "only what was done by this API key, user or admin")
    .addOption(
      new Option("--types <types>", "comma-separated, such as user.banned,apiKey.added").argParser(
        (text) => text.split(",").map(toType),
      ),
    )
    .addOption(
      new Option("--from <time>", "a date, or a time with a time zone").argParser(toTimestamp),
    )
    .addOption(
      new Option("--to <time>", "the same; what happened then is excluded").argParser(toTimestamp),
    )
    .addOption(limitOption("entries", 50).conflicts("all"))
    .option("--cursor <cursor>", "continue from a page's cursor, with the same filters")
    .option("--all", "show everything; with --json as NDJSON, one entry per line")
    .addHelpText(
      "after",
      () =>
        section("Types:", `  ${types.join("\n  ")}`) +
        section("Access:", access) +
        examplesSection(examples) +
        exitCodesSection(["INVALID", "FORBIDDEN"]),
    )
    .action(async ({ all = false, user, ...flags }) => {
      const roster = await connect(cli);
      const options = { ...flags, ...(user !== undefined && { userId: user }) };
      await (all ? writeAll : writePage)(roster, options, cli.output);
    });
}

async function writePage(roster: RosterClient, options: ListAuditOptions, output: Output) {
  const page = await roster.audit.list(options);
  output.result({ ...page, entries: page.entries.map(toPrintableEntry) }, () =>
    createAuditTable(output).lines(page.entries.map(cellsOf)).join("\n"),
  );
  if (page.entries.length === 0) {
    output.note(page.nextCursor === null ? "No entries." : "No entries on this page.");
  }
  if (page.nextCursor === null) return;
  output.note(
    `There are more entries: add --cursor ${page.nextCursor} for the next page, or --all for all of them.`,
  );
}

async function writeAll(roster: RosterClient, options: ListAuditOptions, output: Output) {
  const table = createAuditTable(output);
  const toLines = (entries: AuditEntry[]) =>
    output.isJson
      ? entries.map((entry) => toJsonText(toPrintableEntry(entry)))
      : table.lines(entries.map(cellsOf));
  for (let cursor = options.cursor; cursor !== null;) {
    const page: AuditPage = await roster.audit.list({
      ...options,
      limit: ALL_PAGE_SIZE,
      ...(cursor !== undefined && { cursor }),
    });
    for (const line of toLines(page.entries)) await output.line(line);
    cursor = page.nextCursor;
  }
}

const createAuditTable = ({ width, bold: styleTitles }: Output) =>
  createTable(titles, { width, styleTitles });

const cellsOf = (entry: AuditEntry) => [
  toSecond(entry.at),
  entry.type,
  entry.userId ?? "-",
  actorText(entry.actor),
  detailsOf(entry),
];

function toType(text: string) {
  const type = types.find((known) => known === text);
  if (type !== undefined) return type;
  throw new InvalidArgumentError(`"${text}" is not a type; see Types in the help.`);
}
