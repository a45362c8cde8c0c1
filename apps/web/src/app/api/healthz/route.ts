import { healthResponse, toFetchResponse } from "@roster/http";

export function GET(): Response {
  return toFetchResponse(healthResponse());
}
