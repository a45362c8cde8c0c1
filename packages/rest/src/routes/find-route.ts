import { AppError, invalid } from "@roster/contract";
import { type Route, routes } from "./routes.js";

/** The PHP SDK doubles the slash after `/api` if its base URL ends with one. */
const BASE = /^\/api\/{1,2}v1\.0\//;

interface Target {
  readonly method: string;
  readonly path: string;
}

/** Whether a path belongs to the API that the SDKs know. */
export const isVersioned = (path: string) => BASE.test(path);

/** The route of a request, with or without a trailing slash. */
export function findRoute({ method, path }: Target): Route | undefined {
  const wanted = method === "HEAD" ? "GET" : method;
  return routesAt(path).find((route) => route.method === wanted);
}

/** Why a path outside that API has no route. */
export const unknownPath = ({ method, path }: Target) =>
  new AppError("NOT_FOUND", `No route for ${method} ${path}`);

/** Why a request to that API has no route. No SDK takes either error for a user that does not exist. */
export function missingRoute({ method, path }: Target): AppError {
  const allowed = methodsAt(path).join(", ");
  return allowed === ""
    ? new AppError(
        "FORBIDDEN",
        `Roster serves users only; ${method} ${path} is not a call on users`,
      )
    : new AppError("METHOD_NOT_ALLOWED", `${method} is not allowed here; use ${allowed}`);
}

export function methodsAt(path: string): string[] {
  return routesAt(path).map((route) => route.method);
}

function routesAt(path: string): readonly Route[] {
  if (!isVersioned(path)) return [];
  const segments = segmentsOf(path);
  return routes.filter((route) => isMatch(route.path.slice(1, -1).split("/"), segments));
}

function isMatch(pattern: readonly string[], segments: readonly string[]): boolean {
  return (
    pattern.length === segments.length &&
    pattern.every((part, index) => part === "{id}" || part === segments[index])
  );
}

function segmentsOf(path: string): string[] {
  return path.replace(BASE, "").replace(/\/$/, "").split("/");
}

/**
 * The decoded id in a path; empty if it has none.
 *
 * @throws AppError INVALID if it cannot be decoded.
 */
export function idIn(path: string): string {
  try {
    return decodeURIComponent(segmentsOf(path)[1] ?? "");
  } catch {
    throw invalid([{ path: ["id"], message: "is not valid URL encoding" }]);
  }
}
