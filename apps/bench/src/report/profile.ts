import { type CallFrame, type CpuProfile, readProfiles } from "./cpu-profile.js";
import { textTable } from "./table.js";

const SHOWN = 25;

/** For each profile in the folder, the functions that took most of the busy time. */
export function profileReport(folder: string): string {
  return readProfiles(folder)
    .map(({ file, profile }) => `${file}\n${topOf(profile)}`)
    .join("\n\n");
}

function topOf(profile: CpuProfile): string {
  const rows = topSelfTimes(profile).slice(0, SHOWN);
  const columns = [{ title: "self %", align: "right" } as const, { title: "function" }];
  return textTable(
    columns,
    rows.map(({ name, part }) => [(part * 100).toFixed(1), name]),
  );
}

/** By function, as shares of the time the process was not idle. */
export function topSelfTimes({
  nodes,
  samples,
  timeDeltas,
}: Pick<CpuProfile, "nodes" | "samples" | "timeDeltas">): { name: string; part: number }[] {
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

function nameOf({ functionName, url, lineNumber }: CallFrame): string {
  const file = url.split("/").slice(-3).join("/");
  return `${functionName || "(anonymous)"}${file ? ` ${file}:${lineNumber + 1}` : ""}`;
}
