import type { Actor, Api } from "@roster/api";
import { AppError } from "@roster/contract";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { refusal } from "./refusal.js";
import { isForeign } from "./same-site.js";
import { bodyLimit, checkInput } from "./trpc-request.js";

interface TrpcOptions {
  readonly session: string | undefined;
  readonly getApi: () => Promise<Api>;
  readonly actor: Actor;
  readonly maxDataBytes: number;
}

/** One request of tRPC's HTTP protocol, from the administrator's browser. */
export async function answerTrpc(request: Request, options: TrpcOptions): Promise<Response> {
  try {
    if (isForeign(request)) {
      throw new AppError("FORBIDDEN", "Another site may not act for the dashboard's visitor");
    }
    const api = await options.getApi();
    const { session, actor, maxDataBytes } = options;
    if (session === undefined || !(await api.adminSessions.isOpen(session))) {
      throw new AppError("UNAUTHENTICATED", "Sign in to the dashboard first");
    }
    return await fetchRequestHandler({
      endpoint: "/api/trpc",
      req: await checkInput(request, bodyLimit(maxDataBytes)),
      router: api.router,
      // A query that is too long for an address comes by POST; no mutation comes by GET.
      allowMethodOverride: true,
      createContext: () => api.createContext({ actor }),
    });
  } catch (error) {
    return refusal(error);
  }
}
