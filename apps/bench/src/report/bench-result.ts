import { z } from "zod";

const Measurement = z.object({
  engine: z.enum(["sqlite", "postgresql"]),
  case: z.string(),
  lane: z.string(),
  unit: z.enum(["/s", "ms", "µs", "MB", "B", "%"]),
  /** One value per round, in order. */
  rounds: z.array(z.number()),
  median: z.number(),
  /** Medians of the rounds' percentiles, in milliseconds. */
  p50: z.number().optional(),
  p99: z.number().optional(),
});
export type Measurement = z.infer<typeof Measurement>;

const Ratio = z.object({
  engine: z.enum(["sqlite", "postgresql"]),
  case: z.string(),
  name: z.string(),
  /** The median of the rounds' ratios, or the measured value if there is nothing to compare with. */
  value: z.number(),
  target: z.string().optional(),
  reached: z.boolean().optional(),
});
export type Ratio = z.infer<typeof Ratio>;

/** The JSON file of one run. */
export const BenchResult = z.object({
  startedAt: z.string(),
  minutes: z.number(),
  machine: z.record(z.string(), z.string()),
  settings: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  cases: z.record(z.string(), z.string()),
  measurements: z.array(Measurement),
  ratios: z.array(Ratio),
  failures: z.array(z.string()),
  /** Cases that this machine cannot run, with the reason. */
  notRun: z.array(z.string()),
});
export type BenchResult = z.infer<typeof BenchResult>;
