import type { ServerProcess } from "../src/testing/server.js";

/** Of all of a server's processes, in bytes. */
export interface Memory {
  readonly heap: number;
  readonly resident: number;
}

export async function readMemory({ ready }: ServerProcess): Promise<Memory> {
  const metrics = await (await fetch(ready.metricsUrl ?? "")).text();
  const valueOf = (name: string) =>
    Number(new RegExp(`^${name} (\\S+)`, "m").exec(metrics)?.[1] ?? NaN);
  return {
    heap: valueOf("nodejs_heap_size_used_bytes"),
    resident: valueOf("process_resident_memory_bytes"),
  };
}

/** The least of some samples: what is left after a collection of garbage, or soon after one. */
export function minimumOf(samples: readonly Memory[]): Memory {
  return {
    heap: Math.min(...samples.map(({ heap }) => heap)),
    resident: Math.min(...samples.map(({ resident }) => resident)),
  };
}
