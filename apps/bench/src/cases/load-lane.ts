import type { LoadResult, RequestPlan } from "../load/load-job.js";
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
  /** Called after each round. Default: a rejected request fails the case. */
  readonly onResult?: (result: LoadResult) => void;
}

/** A lane that measures responses per second. */
export function loadLane(stage: Stage, lane: LoadLane): Lane {
  const { load, scale } = stage.options;
  const { name, subject, connections, request, each = 1, onResult } = lane;
  const run = (warmUp: number, duration: number) =>
    load.run({ port: subject.port, connections, request, warmUp, duration });
  return {
    name,
    unit: "/s",
    warmUp: () => run(0, scale.warmUp),
    async measure() {
      const result = await run(scale.rampUp, scale.duration);
      const { responses, seconds, p50, p99, rejected } = result;
      if (onResult) onResult(result);
      else if (rejected > 0) throw new Error(`${name} rejected ${rejected} requests`);
      return { value: (responses * each) / seconds, p50, p99 };
    },
  };
}
