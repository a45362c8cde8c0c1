import { type HttpResponse, jsonResponse } from "./http-response.js";

/** Is the process alive? The dashboard prefixes both paths with `/api`. */
export const HEALTH_PATH = "/healthz";
/** Should requests be sent to it? */
export const READY_PATH = "/readyz";

export const healthResponse = (): HttpResponse => jsonResponse(200, { status: "ok" });

/** 503 unless ready, so that a load balancer needs only the status. */
export function readinessResponse(report: { readonly status: string }): HttpResponse {
  const status = report.status === "ready" ? 200 : 503;
  return jsonResponse(status, report);
}
