import { createClient } from "@roster/client";
import type { RequestPlan } from "../load/load-job.js";
import { queryPath } from "../subjects/query-path.js";
import { credentials, walk } from "../subjects/roster.js";
import type { Subject } from "../subjects/subject.js";
import type { BenchCase, Lane } from "./bench-case.js";
import type { Stage } from "./stage.js";

/** Building an index on a million users may take this long, in milliseconds. */
const BUILD_LIMIT = 300_000;

const PATH = "data.email";
const sort = [{ path: PATH }] as const;

/** Only Roster: the floor and the baseline cannot filter. */
export const scanCase: BenchCase = {
  name: "scan",
  description:
    "a filter by an indexed path and by one without, in the default order (p99), and a page of 1,000 in the order of the indexed path: the first and one a million users deep (p50)",
  maxRounds: 3,
  async lanes(stage) {
    const subject = await stage.subject("roster", "users");
    const url = `http://127.0.0.1:${subject.port}`;
    const { trpc } = createClient({ url, ...credentials });
    await trpc.indexes.add.mutate({ path: PATH }, { context: { timeout: BUILD_LIMIT } });
    const cursor = await walk(url, stage.options.scale.depth, { sort });
    const page = { sort, limit: 1000 };
    const found = {
      input: { where: { [PATH]: "{id}@example.com" } },
      seeded: stage.options.engine.rows,
    };
    const nothing = { input: { where: { "data.name": "nobody" } }, mustContain: '"users":[]' };
    return [
      latencyLane(stage, subject, { name: "filter, indexed", connections: 8, of: "p99", ...found }),
      latencyLane(stage, subject, { name: "filter, no index", of: "p99", ...nothing }),
      latencyLane(stage, subject, { name: "sort, first page", of: "p50", input: page }),
      latencyLane(stage, subject, {
        name: "sort, deep page",
        of: "p50",
        input: { ...page, cursor },
      }),
    ];
  },
};

interface LatencyLane {
  readonly name: string;
  readonly of: "p50" | "p99";
  /** Of `users.list`. */
  readonly input: object;
  /** Default: 1. */
  readonly connections?: number;
  readonly seeded?: RequestPlan["seeded"];
  readonly mustContain?: string;
}

function latencyLane({ options }: Stage, subject: Subject, lane: LatencyLane): Lane {
  const { load, scale } = options;
  const { name, of, input, connections = 1, seeded, mustContain = '"version":1' } = lane;
  const request: RequestPlan = {
    method: "GET",
    path: queryPath("/trpc/users.list", input),
    headers: subject.requests.add.headers,
    seeded,
    mustContain,
  };
  return {
    name,
    unit: "ms",
    async measure() {
      const { port } = subject;
      const times = { warmUp: scale.rampUp, duration: scale.duration };
      const { p50, p99 } = await load.run({ port, connections, request, ...times });
      return { value: of === "p50" ? p50 : p99, p50, p99 };
    },
  };
}
