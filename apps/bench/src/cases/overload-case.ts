import type { LoadOrder } from "../load/load-generator.js";
import type { LoadResult } from "../load/load-job.js";
import type { BenchCase, Lane } from "./bench-case.js";
import type { Stage } from "./stage.js";

/** The part of what the server can do at all that leaves room for a bad moment. */
const SUSTAINABLE = 0.7;

/** So many times the duration of a round: queues need time to grow. */
const LONGER = 3;

/** More than a server works on at once, so that it is the server that says no. */
const CONNECTIONS = 2_000;

/** A server that is asked for twice what it can sustain answers what it accepts as soon as ever. */
export const overloadCase: BenchCase = {
  name: "overload",
  says: "adds at the sustainable rate (0.7 of add@64's) and at twice that, whether answered or not: those accepted, how soon, and how many were not",
  maxRounds: 3,
  async lanes(stage) {
    const { load, scale } = stage.options;
    const { port, requests } = await stage.subject("roster", "tables");
    const order = { port, connections: CONNECTIONS, request: requests.add };
    const asked = { ...order, connections: 64, warmUp: scale.warmUp, duration: scale.duration };
    const able = await load.run(asked);
    const sustainable = Math.max(1, (SUSTAINABLE * able.answers) / able.seconds);
    return [
      ...lanesAt(stage, "sustainable", { ...order, rate: sustainable }),
      ...lanesAt(stage, "twice that", { ...order, rate: 2 * sustainable }),
    ];
  },
};

/** One run, told thrice: how many were accepted, how long the slowest hundredth of them took, which part was refused. */
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
        const { answers, seconds, p50, p99 } = last;
        return { value: answers / seconds, p50, p99 };
      },
    },
    {
      name: `roster, p99 at ${name}`,
      unit: "ms",
      measure: async () => ({ value: last?.p99 ?? Infinity }),
    },
    {
      name: `roster, refused at ${name}`,
      unit: "%",
      async measure() {
        const { answers = 0, refused = 0 } = last ?? {};
        return { value: (100 * refused) / Math.max(1, answers + refused) };
      },
    },
  ];
}
