import { AppError } from "@roster/contract";

/** Shared, because a stack trace per error would cost more than the rest of a rejection. */
export const overloadedError = new AppError(
  "UNAVAILABLE",
  "The server is overloaded; try again later",
  { details: { retryAfterSeconds: 1 } }, // long enough for active requests to finish
);
