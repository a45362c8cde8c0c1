import { type CostPart, costParts, partOf } from "./cost-parts.js";
import type { CallFrame, CpuProfile } from "./cpu-profile.js";

/** A period on the clock of `process.hrtime`, in microseconds. */
export interface Period {
  readonly begin: number;
  readonly end: number;
}

export const monotonicMicros = () => Number(process.hrtime.bigint() / 1000n);

/** How long the threads of a server were busy with each part during the period, in microseconds. */
export function costsOf(
  profiles: readonly CpuProfile[],
  { begin, end }: Period,
  sourceOf: (frame: CallFrame) => string,
): ReadonlyMap<CostPart, number> {
  const costs = new Map<CostPart, number>(costParts.map((part) => [part, 0]));
  for (const profile of profiles) {
    const parts = partsById(profile, sourceOf);
    let time = profile.startTime;
    profile.samples.forEach((id, index) => {
      const delta = profile.timeDeltas[index] ?? 0;
      time += delta;
      const part = parts.get(id);
      if (part === undefined || time < begin || time > end) return;
      costs.set(part, (costs.get(part) ?? 0) + delta);
    });
  }
  return costs;
}

/** Node's own functions count as the nearest of their callers that has a part. Idle time has none. */
function partsById(
  { nodes }: CpuProfile,
  sourceOf: (frame: CallFrame) => string,
): ReadonlyMap<number, CostPart> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parts = new Map<number, CostPart>();
  const visit = (id: number, inherited: CostPart) => {
    const node = byId.get(id);
    if (!node || node.callFrame.functionName === "(idle)") return;
    const own = partOf(sourceOf(node.callFrame), node.callFrame.functionName);
    // On its thread, the driver is part of the commit.
    const part = inherited === "commit" ? inherited : (own ?? inherited);
    parts.set(id, part);
    for (const child of node.children) visit(child, part);
  };
  const [root] = nodes;
  if (root) visit(root.id, "node:http");
  return parts;
}
