import type { Api } from "@roster/api";
import { AppError, invalid } from "@roster/contract";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import type { BrowserCaller } from "./host.js";
import { errorResponse } from "./error-response.js";
import { isCrossSite } from "./cross-site.js";
import { bodyLimit, checkInput } from "./trpc-request.js";

interface TrpcOptions extends BrowserCaller {
  readonly getApi: () => Promise<Api>;
  readonly maxDataBytes: number;
}

/** One request of tRPC's HTTP protocol, from the administrator's browser. */
export async function handleTrpc(request: Request, options: TrpcOptions): Promise<Response> {
  try {
    if (isCrossSite(request)) {
      throw new AppError("FORBIDDEN", "Another site may not act for the dashboard's visitor");
    }
    const api = await options.getApi();
    const { session, appId, maxDataBytes } = options;
    const sessionId = session === undefined ? undefined : await api.adminSessions.use(session);
    if (sessionId === undefined) {
      throw new AppError("UNAUTHENTICATED", "Sign in to the dashboard first");
    }
    if (!appId) throw invalid([{ path: ["x-roster-app"], message: "is to name the app" }]);
    const { id } = await api.findApp(appId);
    return await fetchRequestHandler({
      endpoint: "/api/trpc",
      req: await checkInput(request, bodyLimit(maxDataBytes)),
      router: api.router,
      // A query that is too long for an address comes by POST; no mutation comes by GET.
      allowMethodOverride: true,
      createContext: () => api.createContext({ actor: { kind: "admin", appId: id, sessionId } }),
      // Where all is well the answer's body has no place for it.
      responseMeta: ({ ctx }) => ({ headers: ctx ? { "x-request-id": ctx.requestId } : {} }),
    });
  } catch (error) {
    return errorResponse(error);
  }
}
