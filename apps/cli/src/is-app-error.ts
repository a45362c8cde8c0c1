import { AppError } from "@roster/contract";

/** `instanceof` alone would give `any` details. */
export function isAppError(error: unknown): error is AppError {
  return error instanceof AppError;
}
