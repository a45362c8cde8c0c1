import { getHeapStatistics } from "node:v8";
import { readNodeOptions } from "../env.js";

/**
 * In MB. Below 2 GB V8 collects garbage before a heap grows much: with more, a worker took 291 MB for an import instead
 * of 187. Three times what as many large requests need as a process reads at once.
 */
const MAX_HEAP_MB = 1_536;

/** The arguments of Node for worker processes: this process's, and a limit for the heap unless the operator set one. */
export function workerExecArgv(
  execArgv = process.execArgv,
  nodeOptions = readNodeOptions(),
): string[] {
  if (/--max[-_]old[-_]space[-_]size/.test([...execArgv, nodeOptions].join(" "))) return execArgv;
  // Node's default is lower on a machine with little memory.
  const heapMb = Math.floor(getHeapStatistics().heap_size_limit / 2 ** 20);
  return [...execArgv, `--max-old-space-size=${Math.min(MAX_HEAP_MB, heapMb)}`];
}
