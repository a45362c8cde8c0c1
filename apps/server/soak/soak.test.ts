import { backends } from "@roster/db/testing";
import { expect, test } from "vitest";
import { startServerOn } from "../src/testing/server.js";
import { runLoad } from "./load.js";
import { minimumOf, type Memory, readMemory } from "./memory.js";
import { readSoakSettings } from "./settings.js";

const { seconds, share } = readSoakSettings();

/** The run is split into this many parts. In the first half, caches fill and code is optimized. */
const PARTS = 20;

/** Permitted growth: code that is compiled later, a heap that V8 has not compacted. */
const GROWTH = 1.15;
const MEGABYTE = 1_000_000;
const MARGIN = 24 * MEGABYTE;

test.each(backends)(
  `on %s memory stays flat over ${seconds} s of sustainable load`,
  async (backend) => {
    await using server = await startServerOn(backend, {
      ROSTER_WORKERS: "1",
      ROSTER_METRICS_PORT: "0",
    });
    const capacity = await runLoad(server, { duration: Math.min(3_000, seconds * 200) });
    const rate = (share * capacity.calls * 1000) / Math.min(3_000, seconds * 200);

    const floors: Memory[] = [];
    let calls = 0;
    let rejected = 0;
    for (let part = 0; part < PARTS; part += 1) {
      const samples: Memory[] = [];
      const sampling = setInterval(
        () => {
          readMemory(server).then(
            (memory) => samples.push(memory),
            () => {},
          );
        },
        Math.max(50, seconds),
      );
      const result = await runLoad(server, { duration: (seconds * 1000) / PARTS, rate });
      clearInterval(sampling);
      expect(result.unexpected.slice(0, 3)).toEqual([]);
      floors.push(minimumOf([...samples, await readMemory(server)]));
      calls += result.calls;
      rejected += result.rejected;
    }
    const format = (name: keyof Memory) =>
      floors.map((f) => Math.round(f[name] / MEGABYTE)).join(" ");
    console.log(
      `${backend}: ${calls} calls, ${rejected} of them rejected, at ${Math.round(rate)} per second\n` +
        `megabytes of heap in each twentieth of the run: ${format("heap")}\n` +
        `resident: ${format("resident")}`,
    );
    const half = minimumOf(floors.slice(PARTS / 2 - 3, PARTS / 2));
    const end = minimumOf(floors.slice(-3));
    expect(end.heap).toBeLessThan(half.heap * GROWTH + MARGIN);
    expect(end.resident).toBeLessThan(half.resident * GROWTH + MARGIN);
    expect(server.log()).toBe("");
  },
);
