import type { RequestPlan } from "../load/load-job.js";
import type { Subject } from "../subjects/subject.js";
import type { Lane } from "./bench-case.js";
import type { Stage } from "./stage.js";

export interface LoadLane {
  readonly name: string;
  readonly subject: Subject;
  readonly connections: number;
  readonly request: RequestPlan;
  /** Users per response. Default: 1. */
  readonly each?: number;
}

/** A lane that measures responses per second. */
export function loadLane(stage: Stage, lane: LoadLane): Lane {
  const { load, scale } = stage.options;
  const { name, subject, connections, request, each = 1 } = lane;
  const run = (warmUp: number, duration: number) =>
    load.run({ port: subject.port, connections, request, warmUp, duration });
  return {
    name,
    unit: "/s",
    warmUp: () => run(0, scale.warmUp),
    async measure() {
      const { responses, seconds, p50, p99 } = await run(scale.rampUp, scale.duration);
      return { value: (responses * each) / seconds, p50, p99 };
    },
  };
}
