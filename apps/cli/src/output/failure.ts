import { styleText } from "node:util";
import { AppError, type ErrorData, errors, isAppError } from "@roster/contract";
import { formatPath } from "@roster/contract/json";
import { toJsonText, toSafeText } from "./json-text.js";

/** An error in the wire format, without a request id if no server responded. */
export interface Failure {
  readonly message: string;
  readonly data: Omit<ErrorData, "requestId"> & { readonly requestId?: string };
}

/** Converts anything thrown by a command. Unexpected errors become INTERNAL, with the stack as the message. */
export async function toFailure(error: unknown): Promise<Failure> {
  if (isAppError(error)) return fromAppError(error);
  // Imported lazily, so that usage errors are reported fast.
  const { isRosterError } = await import("@roster/client");
  if (isRosterError(error)) {
    const { requestId, ...data } = error.data;
    return { message: error.message, data: { ...data, ...(requestId !== "" && { requestId }) } };
  }
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return fromAppError(new AppError("INTERNAL", message));
}

function fromAppError({ message, code, details }: AppError): Failure {
  const { httpStatus, retryable } = errors[code];
  return { message, data: { code, httpStatus, retryable, ...(details && { details }) } };
}

/** For programs, in the wire format, so that output of curl and roster parses alike. */
export function renderFailureJson({ message, data }: Failure): string {
  return toJsonText({ error: { message, data } });
}

export function renderFailure({ message, data }: Failure): string {
  const { code, requestId } = data;
  const [first, ...rest] = toSafeText(message).split("\n");
  const lines = [`${paint("red", "Error:")} ${first} ${paint("dim", `(${code})`)}`, ...rest];
  const issues = data.details && "issues" in data.details ? data.details.issues : [];
  if (issues.length > 1) {
    lines.push(
      ...issues.map(({ path, message: why }) => toSafeText(`  ${formatPath(path)}: ${why}`)),
    );
  }
  const hint = hintFor(data);
  if (hint !== undefined) lines.push(paint("dim", hint));
  if (requestId !== undefined && code === "INTERNAL") lines.push(`Request id: ${requestId}`);
  return lines.join("\n");
}

/** The next step, if the message cannot name it. */
function hintFor({ code, path, requestId, details }: Failure["data"]): string | undefined {
  if (code === "UNAVAILABLE" && requestId === undefined) {
    return "Is the server running? `roster config show` shows where its URL comes from.";
  }
  if (code === "UNKNOWN_API_KEY" || (code === "UNAUTHENTICATED" && requestId !== undefined)) {
    return "`roster config show` shows where the API key and secret come from.";
  }
  const isUniqueViolation = details !== undefined && "path" in details;
  const isDeleted = details !== undefined && "deletedAt" in details;
  if (code === "CONFLICT" && path === "users.add" && !isUniqueViolation && !isDeleted) {
    return "--get-or-create returns the stored user; `roster users update` replaces its data.";
  }
  return undefined;
}

function paint(style: "red" | "dim", text: string): string {
  return styleText(style, text, { stream: process.stderr });
}
