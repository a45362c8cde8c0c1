import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { textTable } from "./table.js";

/** The parts of a V8 CPU profile that are used. */
const CpuProfile = z.object({
  nodes: z.array(
    z.object({
      id: z.int(),
      callFrame: z.object({ functionName: z.string(), url: z.string(), lineNumber: z.int() }),
    }),
  ),
  samples: z.array(z.int()),
  timeDeltas: z.array(z.number()),
});

const SHOWN = 25;

/** For each profile in the folder, the functions that took most of the busy time. */
export function profileReport(folder: string): string {
  const files = readdirSync(folder).filter((file) => file.endsWith(".cpuprofile"));
  return files
    .map((file) => `${file}\n${topOf(readFileSync(join(folder, file), "utf8"))}`)
    .join("\n\n");
}

function topOf(text: string): string {
  const rows = topSelfTimes(text).slice(0, SHOWN);
  const columns = [{ title: "self %", align: "right" } as const, { title: "function" }];
  return textTable(
    columns,
    rows.map(({ name, part }) => [(part * 100).toFixed(1), name]),
  );
}

/** By function, as shares of the time the process was not idle. */
export function topSelfTimes(text: string): { name: string; part: number }[] {
  const { nodes, samples, timeDeltas } = CpuProfile.parse(JSON.parse(text));
  const names = new Map(nodes.map(({ id, callFrame }) => [id, nameOf(callFrame)]));
  const times = new Map<string, number>();
  samples.forEach((id, index) => {
    const name = names.get(id) ?? "";
    times.set(name, (times.get(name) ?? 0) + (timeDeltas[index] ?? 0));
  });
  times.delete("(idle)");
  const busy = [...times.values()].reduce((sum, time) => sum + time, 0);
  return Array.from(times, ([name, time]) => ({ name, part: time / busy })).toSorted(
    (a, b) => b.part - a.part,
  );
}

function nameOf({
  functionName,
  url,
  lineNumber,
}: z.infer<typeof CpuProfile>["nodes"][0]["callFrame"]) {
  const file = url.split("/").slice(-3).join("/");
  return `${functionName || "(anonymous)"}${file ? ` ${file}:${lineNumber + 1}` : ""}`;
}
