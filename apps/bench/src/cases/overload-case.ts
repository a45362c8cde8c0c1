import type { LoadOrder } from "../load/load-generator.js";
import { type LoadResult, rejectedShare } from "../load/load-job.js";
import type { BenchCase, Lane } from "./bench-case.js";
import type { Stage } from "./stage.js";

/** The share of the maximum rate that leaves headroom. */
const SUSTAINABLE = 0.7;

/** Multiplies a round's duration: queues need time to grow. */
const LONGER = 3;

/** More than the requests that wait in the server, so that it rejects; fewer than it accepts from one address. */
const CONNECTIONS = 4_500;

/** At twice the sustainable rate, accepted requests must stay fast. */
export const overloadCase: BenchCase = {
  name: "overload",
  description:
    "adds at the sustainable rate (0.7 of add@64's) and at twice that, sent regardless of responses: accepted requests, their latency and the share rejected",
  maxRounds: 3,
  async lanes(stage) {
    const { load, scale } = stage.options;
    const { port, requests } = await stage.subject("roster", "tables");
    const order = { port, connections: CONNECTIONS, request: requests.add };
    const asked = { ...order, connections: 64, warmUp: scale.warmUp, duration: scale.duration };
    const able = await load.run(asked);
    const sustainable = Math.max(1, (SUSTAINABLE * able.responses) / able.seconds);
    return [
      ...lanesAt(stage, "sustainable", { ...order, rate: sustainable }),
      ...lanesAt(stage, "twice that", { ...order, rate: 2 * sustainable }),
    ];
  },
};

/** One run, reported as three lanes: accepted requests, their p99, and the share rejected. */
function lanesAt(
  { options: { load, scale } }: Stage,
  name: string,
  order: Omit<LoadOrder, "warmUp" | "duration">,
): Lane[] {
  let last: LoadResult | undefined;
  return [
    {
      name: `roster, ${name}`,
      unit: "/s",
      async measure() {
        last = await load.run({
          ...order,
          warmUp: 10 * scale.rampUp,
          duration: LONGER * scale.duration,
        });
        const { responses, seconds, p50, p99 } = last;
        return { value: responses / seconds, p50, p99 };
      },
    },
    {
      name: `roster, p99 at ${name}`,
      unit: "ms",
      measure: async () => ({ value: last?.p99 ?? Infinity }),
    },
    {
      name: `roster, rejected at ${name}`,
      unit: "%",
      async measure() {
        return { value: last ? rejectedShare(last) : 100 };
      },
    },
  ];
}
