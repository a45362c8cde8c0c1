import { createContext, Script } from "node:vm";
import type { Issue } from "@roster/contract";
import type { Validator } from "./data-schemas.js";

/** The longest that the check of one user may take, in milliseconds. */
const TIMEOUT_MS = 100;

/** After a check that took so long none is tried for a second: a batch has thousands. */
const PAUSE_MS = 1_000;

const TIMED_OUT: Issue = {
  path: ["data"],
  message: `takes more than ${TIMEOUT_MS} ms to check against the app's schema; its pattern, $ref or uniqueItems are to be mended`,
};
export const CIRCULAR_SCHEMA: Issue = {
  path: ["data"],
  message: "the app's schema leads back to itself without an end; its $ref is to be mended",
};

const sandbox: { run: () => void } = { run: () => {} };
createContext(sandbox);
const script = new Script("run()");

/** V8 stops what runs under a vm's timeout, in the middle of a regular expression too. */
export function withTimeout(validator: Validator): Validator {
  let pausedUntil = 0;
  return (data) => {
    if (performance.now() < pausedUntil) return [TIMED_OUT];
    let issues: Issue[] = [];
    sandbox.run = () => void (issues = validator(data));
    try {
      script.runInContext(sandbox, { timeout: TIMEOUT_MS });
      return issues;
    } catch (error) {
      if (error instanceof RangeError) return [CIRCULAR_SCHEMA];
      if (!isTimeout(error)) throw error;
      pausedUntil = performance.now() + PAUSE_MS;
      return [TIMED_OUT];
    } finally {
      sandbox.run = () => {};
    }
  };
}

function isTimeout(error: unknown): boolean {
  return (
    typeof error === "object" &&
    error !== null &&
    "code" in error &&
    error.code === "ERR_SCRIPT_EXECUTION_TIMEOUT"
  );
}
