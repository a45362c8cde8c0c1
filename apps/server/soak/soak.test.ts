import { backends } from "@roster/db/testing";
import { expect, test } from "vitest";
import { startServerOn } from "../src/testing/server.js";
import { runLoad } from "./load.js";
import { minimumOf, type Memory, readMemory } from "./memory.js";
import { readSoakSettings } from "./settings.js";

const { seconds, share } = readSoakSettings();

/** The time is cut into so many parts; in the first half caches fill, and the engine's code is made fast. */
const PARTS = 20;

/** What it may grow by all the same: code that is compiled later, a heap that V8 has not tidied. */
const GROWTH = 1.15;
const MEGABYTE = 1_000_000;
const MARGIN = 24 * MEGABYTE;

test.each(backends)(
  `on %s the server answers for ${seconds} s at a sustainable load, and its memory stays flat`,
  async (backend) => {
    await using server = await startServerOn(backend, {
      ROSTER_WORKERS: "1",
      ROSTER_METRICS_PORT: "0",
    });
    const able = await runLoad(server, { duration: Math.min(3_000, seconds * 200) });
    const rate = (share * able.calls * 1000) / Math.min(3_000, seconds * 200);

    const floors: Memory[] = [];
    let calls = 0;
    let refused = 0;
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
      const answers = await runLoad(server, { duration: (seconds * 1000) / PARTS, rate });
      clearInterval(sampling);
      expect(answers.unexpected.slice(0, 3)).toEqual([]);
      floors.push(minimumOf([...samples, await readMemory(server)]));
      calls += answers.calls;
      refused += answers.rejected;
    }
    const shown = (name: keyof Memory) =>
      floors.map((f) => Math.round(f[name] / MEGABYTE)).join(" ");
    console.log(
      `${backend}: ${calls} calls, ${refused} of them refused, at ${Math.round(rate)} a second\n` +
        `megabytes of heap in each twentieth of the time: ${shown("heap")}\n` +
        `resident: ${shown("resident")}`,
    );
    const half = minimumOf(floors.slice(PARTS / 2 - 3, PARTS / 2));
    const end = minimumOf(floors.slice(-3));
    expect(end.heap).toBeLessThan(half.heap * GROWTH + MARGIN);
    expect(end.resident).toBeLessThan(half.resident * GROWTH + MARGIN);
    expect(server.log()).toBe("");
  },
);
