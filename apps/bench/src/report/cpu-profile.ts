import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const CallFrame = z.object({
  functionName: z.string(),
  url: z.string(),
  lineNumber: z.int(),
  columnNumber: z.int(),
});
export type CallFrame = z.infer<typeof CallFrame>;

/** The parts of a V8 CPU profile that are used. Times are in microseconds. */
const CpuProfile = z.object({
  nodes: z.array(
    z.object({ id: z.int(), callFrame: CallFrame, children: z.array(z.int()).default([]) }),
  ),
  /** On the clock of `process.hrtime`. */
  startTime: z.number(),
  samples: z.array(z.int()),
  timeDeltas: z.array(z.number()),
});
export type CpuProfile = z.infer<typeof CpuProfile>;

/** One profile per thread. */
export function readProfiles(folder: string): { file: string; profile: CpuProfile }[] {
  const files = readdirSync(folder).filter((file) => file.endsWith(".cpuprofile"));
  return files.map((file) => {
    const text = readFileSync(join(folder, file), "utf8");
    return { file, profile: CpuProfile.parse(JSON.parse(text)) };
  });
}
