import type { AppRouter } from "@roster/api";
import { isRosterError } from "@roster/client";
import { exportUsers, userSerializers } from "@roster/client/files";
import { AppError, errors } from "@roster/contract";
import { privateHeaders, textResponse, toFetchResponse } from "@roster/http";
import { createTRPCClient } from "@trpc/client";
import { losslessLink } from "../lib/trpc/lossless-link.js";
import { isCrossSite } from "./cross-site.js";
import { rejectRequest } from "./handle-trpc.js";
import type { BrowserCaller, UsersFileRequest } from "./host.js";

/** Handles the call for each page of users; each call checks the session. */
type HandleTrpc = (request: Request, caller: BrowserCaller) => Promise<Response>;

/** Streams users as a file, holding one page of users at a time. */
export async function handleUsersFile(
  request: Request,
  { file, handleTrpc, ...caller }: UsersFileRequest & { readonly handleTrpc: HandleTrpc },
): Promise<Response> {
  if (isCrossSite(request)) {
    return rejectRequest(new AppError("FORBIDDEN", "Exports from other sites are not allowed"));
  }
  const { format, gzip, where, search, status } = file;
  const match = { where, search, ...(status && { status: [...status] }) };
  const trpc = createTRPCClient<AppRouter>({
    links: [
      losslessLink({
        url: new URL("/api/trpc", request.url).href,
        fetch: (url, init) => handleTrpc(new Request(url, init), caller),
      }),
    ],
  });
  try {
    // Reports errors before the response has started, so that it can have their status.
    const { signal } = request;
    await trpc.users.list.query({ ...match, select: [], limit: 1 }, { signal });
  } catch (error) {
    if (!isRosterError(error)) throw error;
    return toFetchResponse(textResponse(errors[error.data.code].httpStatus, error.message));
  }
  const name = `users.${format}${gzip ? ".gz" : ""}`;
  return new Response(exportUsers({ trpc }, { ...file, signal: request.signal }), {
    headers: {
      ...privateHeaders,
      "content-type": gzip ? "application/gzip" : userSerializers[format].mediaType,
      "content-disposition": `attachment; filename="${name}"`,
    },
  });
}
