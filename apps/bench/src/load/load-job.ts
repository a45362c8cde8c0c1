import { z } from "zod";

/** How to write requests of one kind. `{id}` is replaced by a user id, `{items}` by `items` copies of `item`. */
export const RequestPlan = z.object({
  method: z.enum(["GET", "POST"]),
  path: z.string(),
  headers: z.record(z.string(), z.string()),
  body: z.string().default(""),
  item: z.string().default(""),
  items: z.int().default(0),
  /** Requests a random one of this many seeded users; absent: new ids. */
  seeded: z.int().optional(),
  /** Text that a correct response contains. */
  mustContain: z.string(),
});
export type RequestPlan = z.input<typeof RequestPlan>;

/** A job for the load process. Times are in milliseconds. */
export const LoadJob = z.object({
  /** Part of every new id, so that no two jobs of a run add the same user. */
  name: z.string(),
  port: z.int(),
  connections: z.int(),
  /** Requests per second, sent regardless of responses; absent: each connection waits for its response. */
  rate: z.number().optional(),
  warmUp: z.number(),
  duration: z.number(),
  request: RequestPlan,
});
export type LoadJob = z.infer<typeof LoadJob>;

/** Latencies are in milliseconds. */
export const LoadResult = z.object({
  responses: z.int(),
  seconds: z.number(),
  p50: z.number(),
  p99: z.number(),
  max: z.number(),
  /** Responses with a status outside 2xx, or without the expected text. */
  failures: z.int(),
  /** Responses saying that the server is overloaded; not counted as failures. */
  rejected: z.int(),
  firstFailure: z.string().optional(),
});
export type LoadResult = z.infer<typeof LoadResult>;

/** In percent. */
export const rejectedShare = ({ responses, rejected }: LoadResult) =>
  (100 * rejected) / Math.max(1, responses + rejected);
