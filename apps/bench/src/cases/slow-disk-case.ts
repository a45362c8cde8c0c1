import { platform } from "node:os";
import { type LoadResult, rejectedShare } from "../load/load-job.js";
import type { BenchCase, Lane } from "./bench-case.js";
import { loadLane } from "./load-lane.js";
import { canCompile, SLOWER_MS, slowDisk } from "./slow-disk.js";

/** Each commit takes longer, which must not make anyone wait who does not need it. */
export const slowDiskCase = (connections: number): BenchCase => ({
  name: `addToSlowDisk@${connections}`,
  description: `add, ${connections} connections, with commits that take ${SLOWER_MS} ms longer`,
  engine: "sqlite", // PostgreSQL commits in its own processes
  missing() {
    if (platform() !== "linux") return "slow-fsync.c is for Linux";
    return canCompile() ? undefined : "there is no C compiler (cc) for slow-fsync.c";
  },
  async lanes(stage) {
    const environment = slowDisk(stage.options.folder);
    let last: LoadResult | undefined;
    const lanes: Lane[] = [];
    for (const name of ["floor", "threaded floor", "roster"] as const) {
      const subject = await stage.subject(name, "tables", { environment });
      const { add: request } = subject.requests;
      const lane = { name, subject, connections, request };
      const onResult = (result: LoadResult) => (last = result);
      lanes.push(loadLane(stage, name === "roster" ? { ...lane, onResult } : lane));
    }
    const rejected: Lane = {
      name: "roster, rejected",
      unit: "%",
      measure: async () => ({ value: last ? rejectedShare(last) : 100 }),
    };
    return [...lanes, rejected];
  },
});
