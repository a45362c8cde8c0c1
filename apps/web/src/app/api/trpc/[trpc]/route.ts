import { APP_HEADER } from "@/apps/app-path";
import { getHost } from "@/app/_server/host";
import { readSession } from "@/app/_server/session";

async function handler(request: Request): Promise<Response> {
  const appId = request.headers.get(APP_HEADER) ?? undefined;
  return getHost().answerTrpc(request, { session: await readSession(), appId });
}

export { handler as GET, handler as POST };
