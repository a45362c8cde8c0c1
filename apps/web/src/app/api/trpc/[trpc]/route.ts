import { APP_HEADER } from "@/features/apps/app-path";
import { getHost } from "@/server/page-host";
import { readSession } from "@/server/session";

async function handler(request: Request): Promise<Response> {
  const appId = request.headers.get(APP_HEADER) ?? undefined;
  return getHost().handleTrpc(request, { session: await readSession(), appId });
}

export { handler as GET, handler as POST };
