import { availableParallelism } from "node:os";

/** How many scans run at a time on SQLite. With fewer, a few slow ones would hold up all others. */
export const MAX_SQLITE_SCANS = Math.max(4, availableParallelism());

/** How many short statements run next to them, on either engine. */
export const MAX_SHORT_SCANS = 8;

/** The threads that SQLite needs for both. */
export const SCAN_THREADS = MAX_SQLITE_SCANS + MAX_SHORT_SCANS;
