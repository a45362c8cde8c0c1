import { createContext, Script } from "node:vm";
import type { Issue } from "@roster/contract";
import type { Validator } from "./validator.js";

/** The maximum time for validating one user, in milliseconds. */
const TIMEOUT_MS = 100;

/** How long no validation runs after a timeout, in milliseconds, because a batch can have thousands of users. */
const PAUSE_MS = 1_000;

const TIMED_OUT: Issue = {
  path: ["data"],
  message: `takes more than ${TIMEOUT_MS} ms to validate against the app's schema; simplify its pattern, $ref or uniqueItems`,
};
export const CIRCULAR_SCHEMA: Issue = {
  path: ["data"],
  message: "the app's schema refers to itself endlessly; fix its $ref",
};

const sandbox: { run: () => void } = { run: () => {} };
createContext(sandbox);
const script = new Script("run()");

/** V8 interrupts code that runs under a vm timeout, even in the middle of a regular expression. */
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
