import { z } from "zod";
import { startChild } from "../subjects/child.js";
import { type LoadJob, LoadResult, type RequestPlan } from "./load-job.js";

const Reply = z.union([z.object({ result: LoadResult }), z.object({ error: z.string() })]);

/** One process for the whole run, so that it warms up only once. */
export interface LoadGenerator extends AsyncDisposable {
  /** @throws Error when any response was wrong or a connection broke. */
  run(job: LoadOrder): Promise<LoadResult>;
}

export type LoadOrder = Omit<LoadJob, "name" | "request"> & { readonly request: RequestPlan };

export function startLoadGenerator(): LoadGenerator {
  const child = startChild(new URL("main.js", import.meta.url));
  let jobs = 0;
  return {
    async run(job) {
      jobs += 1;
      child.send({ ...job, name: `j${jobs}` });
      const reply = Reply.parse(await child.nextMessage());
      if ("error" in reply) throw new Error(reply.error);
      const { failures, firstFailure } = reply.result;
      if (failures > 0) throw new Error(`${failures} wrong responses; the first: ${firstFailure}`);
      return reply.result;
    },
    [Symbol.asyncDispose]: () => child[Symbol.asyncDispose](),
  };
}
