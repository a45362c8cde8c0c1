import { Command, InvalidArgumentError, Option } from "@commander-js/extra-typings";
import type { Usage } from "@roster/contract";
import { type Cli, connect } from "../cli.js";
import { toSeconds } from "../arguments/duration.js";
import { examplesSection, exitCodesSection } from "../help/help-text.js";
import { createTable } from "../output/table.js";

const examples = [
  { description: "Show the last hour in steps of five minutes", command: "roster stats usage" },
  {
    description: "Show the last day, hour by hour",
    command: "roster stats usage --last 1d --step 1h",
  },
  {
    description: "Print the statistics as JSON",
    command: "roster stats usage --last 10m --step 1m --json",
  },
];

export function statsUsage(cli: Cli) {
  return new Command("usage")
    .description("Show the app's calls by kind, their errors and their latency in milliseconds.")
    .addOption(
      new Option("--last <duration>", "how far back to look, up to 2d")
        .argParser(toMinutes)
        .default(3600, "1h"),
    )
    .addOption(
      new Option("--step <duration>", "length of a step").argParser(toMinutes).default(300, "5m"),
    )
    .addHelpText(
      "after",
      () => examplesSection(examples) + exitCodesSection(["INVALID", "FORBIDDEN"]),
    )
    .action(async ({ last, step }) => {
      const { output } = cli;
      const { stats } = await connect(cli);
      const to = Math.ceil(Date.now() / 60_000) * 60_000;
      const usage = await stats.usage({
        from: timestamp(to - last * 1000),
        to: timestamp(to),
        step,
      });
      const table = createTable(titles, { width: output.width, styleTitles: output.bold });
      output.result(usage, () =>
        table
          .lines([
            ...usage.points.map((point) => [point.from.slice(0, 16), ...cellsOf(point)]),
            ["total", ...cellsOf(usage.total)],
          ])
          .join("\n"),
      );
      output.note("Servers report their counts every 10 seconds. Times are in UTC.");
    });
}

const titles = "FROM ADDS READS UPDATES REMOVALS OTHERS ERRORS P50 P95 P99".split(" ");

function cellsOf({ calls, errors, latency }: Usage): string[] {
  const { adds, reads, updates, removals, others } = calls;
  const failed = Object.values(errors).reduce((sum, count) => sum + count, 0);
  const percentiles = latency ? [latency.p50, latency.p95, latency.p99] : [];
  return [
    ...[adds, reads, updates, removals, others, failed].map(String),
    ...(latency ? percentiles.map((value) => value.toFixed(1)) : ["-", "-", "-"]),
  ];
}

const timestamp = (time: number) => new Date(time).toISOString().replace("Z", "000Z");

/** In seconds. */
function toMinutes(text: string): number {
  const seconds = toSeconds(text);
  if (seconds % 60 === 0) return seconds;
  throw new InvalidArgumentError("It must be whole minutes, as calls are counted by the minute.");
}
