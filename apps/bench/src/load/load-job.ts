import { z } from "zod";

/** How requests of one kind are written. `{id}` stands for a user's id, `{items}` for `items` times `item`. */
export const RequestPlan = z.object({
  method: z.enum(["GET", "POST"]),
  path: z.string(),
  headers: z.record(z.string(), z.string()),
  body: z.string().default(""),
  item: z.string().default(""),
  items: z.int().default(0),
  /** How many users were seeded, to ask for one of them at random; absent: ids that nobody has used. */
  seeded: z.int().optional(),
  /** A right answer has this in its body. */
  mustContain: z.string(),
});
export type RequestPlan = z.input<typeof RequestPlan>;

/** What the load process is asked to do. Times are in milliseconds. */
export const LoadJob = z.object({
  /** In every fresh id, so that no two jobs of a run add the same user. */
  name: z.string(),
  port: z.int(),
  connections: z.int(),
  /** Requests a second, sent whether or not those before are answered; absent: one after the other. */
  rate: z.number().optional(),
  warmUp: z.number(),
  duration: z.number(),
  request: RequestPlan,
});
export type LoadJob = z.infer<typeof LoadJob>;

/** What it saw. Latencies are in milliseconds. */
export const LoadResult = z.object({
  answers: z.int(),
  seconds: z.number(),
  p50: z.number(),
  p99: z.number(),
  /** Answers with a status outside 2xx, or without what they must contain. */
  failures: z.int(),
  /** Answers that say that the server has too much to do; where the load has a rate they are no failures. */
  refused: z.int().optional(),
  firstFailure: z.string().optional(),
});
export type LoadResult = z.infer<typeof LoadResult>;
