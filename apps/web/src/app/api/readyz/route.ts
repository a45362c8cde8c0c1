import { readinessResponse, toFetchResponse } from "@roster/http";
import { getHost } from "@/server/page-host";

export const dynamic = "force-dynamic";

export async function GET(): Promise<Response> {
  return toFetchResponse(readinessResponse(await getHost().checkReadiness()));
}
