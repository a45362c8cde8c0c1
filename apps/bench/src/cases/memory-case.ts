import { setTimeout } from "node:timers/promises";
import type { Subject, SubjectName } from "../subjects/subject.js";
import type { BenchCase, Lane } from "./bench-case.js";
import { canReadMemory, residentMegabytes } from "./resident-memory.js";
import type { Stage } from "./stage.js";

/** How often memory is read under load, in milliseconds. */
const EVERY = 50;

/** Multiplies a round's duration: memory grows for a while. */
const LONGER = 3;

/** New server processes each round; the database's processes are not counted. */
export const memoryCase: BenchCase = {
  name: "memory",
  description: "resident memory after a start, and its peak while 256 connections add",
  maxRounds: 3,
  lanes: async (stage) =>
    canReadMemory()
      ? (["floor", "baseline", "roster"] as const).flatMap((name) => [
          memoryLane(stage, { name: `${name}, idle`, subject: name, read: readIdle }),
          memoryLane(stage, { name: `${name}, under load`, subject: name, read: readUnderLoad }),
        ])
      : [],
};

interface MemoryLane {
  readonly name: string;
  readonly subject: SubjectName;
  readonly read: (stage: Stage, subject: Subject) => Promise<number>;
}

function memoryLane(stage: Stage, { name, subject, read }: MemoryLane): Lane {
  return {
    name,
    unit: "MB",
    async measure() {
      await using database = await stage.openDatabase("tables");
      await using started = await stage.start(subject, database);
      return { value: await read(stage, started) };
    },
  };
}

async function readIdle({ options }: Stage, { pid, port }: Subject): Promise<number> {
  await (await fetch(`http://127.0.0.1:${port}/healthz`)).arrayBuffer();
  await setTimeout(options.scale.rest);
  return residentMegabytes(pid);
}

async function readUnderLoad({ options }: Stage, { pid, port, requests }: Subject) {
  const { load, scale } = options;
  let most = 0;
  const timer = setInterval(() => (most = Math.max(most, residentMegabytes(pid))), EVERY);
  try {
    const duration = LONGER * scale.duration;
    await load.run({ port, connections: 256, warmUp: 0, duration, request: requests.add });
  } finally {
    clearInterval(timer);
  }
  return most;
}
