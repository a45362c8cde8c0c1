import type { ServerProcess } from "../src/testing/server.js";

/** Bytes over all processes of a server. */
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

/** The minimum of the samples: the memory in use right after a garbage collection. */
export function minimumOf(samples: readonly Memory[]): Memory {
  return {
    heap: Math.min(...samples.map(({ heap }) => heap)),
    resident: Math.min(...samples.map(({ resident }) => resident)),
  };
}
