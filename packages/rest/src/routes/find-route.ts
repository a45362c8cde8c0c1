import { AppError, invalid } from "@roster/contract";
import { type Route, routes } from "./routes.js";

/** The PHP SDK doubles the slash after `/api` if its base URL ends with one. */
const BASE = /^\/api\/{1,2}v1\.0\//;

/**
 * The route of a request, with or without a trailing slash, and the decoded id in its path.
 *
 * @throws AppError NOT_FOUND, METHOD_NOT_ALLOWED, or INVALID for an id that cannot be decoded.
 */
export function findRoute({ method, path }: { method: string; path: string }): {
  readonly route: Route;
  readonly id: string;
} {
  const candidates = routesAt(path);
  if (candidates.length === 0) throw new AppError("NOT_FOUND", `No route for ${method} ${path}`);
  const wanted = method === "HEAD" ? "GET" : method;
  const route = candidates.find((candidate) => candidate.method === wanted);
  if (route) return { route, id: decodeId(segmentsOf(path)[1] ?? "") };
  const allowed = methodsAt(path).join(", ");
  throw new AppError("METHOD_NOT_ALLOWED", `${method} is not allowed here; use ${allowed}`);
}

export function methodsAt(path: string): string[] {
  return routesAt(path).map((route) => route.method);
}

function routesAt(path: string): readonly Route[] {
  if (!BASE.test(path)) return [];
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

function decodeId(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    throw invalid([{ path: ["id"], message: "is not valid URL encoding" }]);
  }
}
