import { type AppError, errors, type Issue } from "@roster/contract";
import { formatPath } from "@roster/contract/json";
import type { ErrorResponse } from "./wire.js";

/** Where the errors are described, on this very server. */
const MORE_INFO = "/api/docs";

/**
 * An error in the form that the SDKs read: Python knows it by `exception`, Java by `status_code`, and
 * Go loses all of it unless `exception_fields` holds arrays.
 */
export function toErrorBody(error: AppError, duration: string): ErrorResponse {
  const { httpStatus, rest } = errors[error.code];
  const fields = isInvalid(error) ? toFields(error.details?.issues ?? []) : {};
  return {
    detail: error.message,
    status_code: httpStatus,
    code: rest.code,
    exception: rest.exception,
    ...(Object.keys(fields).length > 0 && { exception_fields: fields }),
    duration,
    more_info: MORE_INFO,
  };
}

function isInvalid(error: AppError): error is AppError<"INVALID"> {
  return error.code === "INVALID";
}

/** The texts by the field of the body that they are about; the body as a whole is no field. */
function toFields(issues: readonly Issue[]): Record<string, string[]> {
  const fields = new Map<string, string[]>();
  for (const { path, message } of issues) {
    const [field] = path;
    if (field === undefined) continue;
    const text = path.length > 1 ? `${formatPath(path)}: ${message}` : message;
    fields.set(String(field), [...(fields.get(String(field)) ?? []), text]);
  }
  return Object.fromEntries(fields);
}
