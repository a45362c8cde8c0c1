import { getHost } from "@/app/_server/host";
import { readSession } from "@/app/_server/session";

async function handler(request: Request): Promise<Response> {
  return getHost().answerTrpc(request, await readSession());
}

export { handler as GET, handler as POST };
