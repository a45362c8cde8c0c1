import { getHost } from "@/server/page-host";

export const dynamic = "force-dynamic";

export async function GET(): Promise<Response> {
  const report = await getHost().checkReadiness();
  const status = report.status === "ready" ? 200 : 503;
  return Response.json(report, { status, headers: { "cache-control": "no-store" } });
}
