import { isAppError } from "@roster/contract";
import type { RunStatement } from "../dialects/statement-runner.js";
import { queryTimeout, type RunScan, type ScanRequest } from "./scan.js";

/** Runs the statements of one call as scans that share its deadline: each may use what the earlier ones have left. */
export function runUntilDeadline(scan: RunScan, request: ScanRequest): RunStatement {
  const end = (request.startedAt ?? performance.now()) + request.deadlineMs;
  return async (statement) => {
    const deadlineMs = end - performance.now();
    if (deadlineMs <= 0) throw queryTimeout(request);
    try {
      return await scan(statement, { ...request, deadlineMs });
    } catch (error) {
      // The message names the deadline of the call.
      if (!isAppError(error) || error.code !== "QUERY_TIMEOUT") throw error;
      throw queryTimeout(request, error.cause);
    }
  };
}
