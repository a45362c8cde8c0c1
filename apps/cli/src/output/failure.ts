import { styleText } from "node:util";
import { AppError, type ErrorData, errors, isAppError } from "@roster/contract";
import { formatPath } from "@roster/contract/json";
import { toJsonText, toSafeText } from "./json-text.js";

/** What went wrong, in the terms of the wire. Absent: the request's id, where no server answered. */
export interface Failure {
  readonly message: string;
  readonly data: Omit<ErrorData, "requestId"> & { readonly requestId?: string };
}

/** Whatever a command threw; what was not foreseen is INTERNAL, with its stack as the message. */
export async function toFailure(error: unknown): Promise<Failure> {
  if (isAppError(error)) return localFailure(error);
  // Loaded here, so that a mistyped command is answered without it.
  const { isRosterError } = await import("@roster/client");
  if (isRosterError(error)) {
    const { requestId, ...data } = error.data;
    return { message: error.message, data: { ...data, ...(requestId !== "" && { requestId }) } };
  }
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return localFailure(new AppError("INTERNAL", message));
}

function localFailure({ message, code, details }: AppError): Failure {
  const { httpStatus, retryable } = errors[code];
  return { message, data: { code, httpStatus, retryable, ...(details && { details }) } };
}

/** For machines, in the wire's own form, so that curl and roster are read alike. */
export function failureAsJson({ message, data }: Failure): string {
  return toJsonText({ error: { message, data } });
}

export function failureAsText({ message, data }: Failure): string {
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

/** What to do next, where the message cannot know it. */
function hintFor({ code, path, requestId, details }: Failure["data"]): string | undefined {
  if (code === "UNAVAILABLE" && requestId === undefined) {
    return "Is the server running? `roster config show` says where its address comes from.";
  }
  if (code === "UNKNOWN_API_KEY" || (code === "UNAUTHENTICATED" && requestId !== undefined)) {
    return "`roster config show` says where API key and secret come from.";
  }
  const isOfValue = details !== undefined && "path" in details;
  if (code === "CONFLICT" && path === "users.add" && !isOfValue) {
    return "--get-or-create returns the stored user; `roster users update` replaces its data.";
  }
  return undefined;
}

function paint(style: "red" | "dim", text: string): string {
  return styleText(style, text, { stream: process.stderr });
}
