import { expect, test } from "vitest";
import { type ErrorCode, errors } from "./errors.js";

/** tRPC's HTTP status for each of its error codes. @see trpc.io/docs/server/error-handling */
const trpcStatus: Record<(typeof errors)[ErrorCode]["trpc"], number> = {
  BAD_REQUEST: 400,
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  METHOD_NOT_SUPPORTED: 405,
  CONFLICT: 409,
  PRECONDITION_FAILED: 412,
  PAYLOAD_TOO_LARGE: 413,
  TOO_MANY_REQUESTS: 429,
  CLIENT_CLOSED_REQUEST: 499,
  INTERNAL_SERVER_ERROR: 500,
  SERVICE_UNAVAILABLE: 503,
  GATEWAY_TIMEOUT: 504,
};

const table = Object.entries(errors);

test.each(table)("%s has the HTTP status of its tRPC code", (_, facts) => {
  expect(facts.httpStatus).toBe(trpcStatus[facts.trpc]);
});

test.each(table)("%s has an exit code that a shell treats as a failure", (_, facts) => {
  expect(facts.exitCode).toBeGreaterThan(0);
  expect(facts.exitCode).toBeLessThan(126); // shells reserve the codes from 126
});

test("only errors that waiting can resolve are retryable", () => {
  const retryable = table.filter(([, facts]) => facts.retryable).map(([code]) => code);
  expect(retryable).toEqual(["RATE_LIMITED", "UNAVAILABLE"]);
});
