import { type AppError, errors, type Issue } from "@roster/contract";
import { formatPath } from "@roster/contract/json";
import type { ErrorResponse } from "./wire.js";

/** The API documentation on this server. */
const MORE_INFO = "/api/docs";

/**
 * An error in the format of the SDKs: Python identifies it by `exception`, Java by `status_code`, and Go
 * drops the whole error unless the values in `exception_fields` are arrays.
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

/** The messages by field of the body; issues with the body as a whole are omitted. */
function toFields(issues: readonly Issue[]): Record<string, string[]> {
  const fields = new Map<string, string[]>();
  for (const { path, message } of issues) {
    const [field] = path;
    if (field === undefined) continue;
    const text = path.length > 1 ? `${formatPath(path)}: ${message}` : message;
    const texts = fields.get(String(field));
    if (texts) texts.push(text);
    else fields.set(String(field), [text]);
  }
  return Object.fromEntries(fields);
}
