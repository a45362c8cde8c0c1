import { availableParallelism } from "node:os";

/** How many scans run at a time on SQLite. With fewer, a few slow ones would hold up all others. */
export const SCAN_THREADS = Math.max(4, availableParallelism());
