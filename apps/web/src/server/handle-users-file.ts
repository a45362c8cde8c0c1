import type { AppRouter } from "@roster/api";
import { isRosterError } from "@roster/client";
import { exportUsers, userSerializers } from "@roster/client/files";
import { AppError, errors } from "@roster/contract";
import { createTRPCClient, httpLink } from "@trpc/client";
import type { BrowserCaller, UsersFileRequest } from "./host.js";
import { errorResponse } from "./error-response.js";
import { isCrossSite } from "./cross-site.js";

/** Answers the calls that the browser makes, each for the session as it is by then. */
type AnswerTrpc = (request: Request, asked: BrowserCaller) => Promise<Response>;

/** Users as a file, which is written as it is read: a page of users is held at a time. */
export async function handleUsersFile(
  request: Request,
  { file, answerTrpc, ...asked }: UsersFileRequest & { readonly answerTrpc: AnswerTrpc },
): Promise<Response> {
  if (isCrossSite(request)) {
    return errorResponse(
      new AppError("FORBIDDEN", "Another site may not ask for the visitor's files"),
    );
  }
  const { format, gzip, where, search } = file;
  const trpc = createTRPCClient<AppRouter>({
    links: [
      httpLink({
        url: new URL("/api/trpc", request.url),
        methodOverride: "POST", // an address has no room for every filter
        fetch: (url, { method = "POST", headers = {}, body = null, signal = null } = {}) =>
          answerTrpc(new Request(url, { method, headers, body, signal }), asked),
      }),
    ],
  });
  try {
    // What is refused is told as long as the answer has no status yet.
    await trpc.users.list.query({ where, search, select: [], limit: 1 });
  } catch (error) {
    if (!isRosterError(error)) throw error;
    return new Response(error.message, { status: errors[error.data.code].httpStatus });
  }
  const name = `users.${format}${gzip ? ".gz" : ""}`;
  return new Response(exportUsers({ trpc }, { ...file, signal: request.signal }), {
    headers: {
      "content-type": gzip ? "application/gzip" : userSerializers[format].mediaType,
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "no-store",
    },
  });
}
