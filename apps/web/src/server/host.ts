import type { Api } from "@roster/api";
import type { ErrorCode } from "@roster/contract";

/** Why a page has nothing to show. */
export interface Failure {
  readonly code: ErrorCode;
  readonly message: string;
}

/**
 * What the process does for Next's pages. Node loads it and all beneath it, outside Next's bundles, so
 * that there is one database a process, and one class of each error.
 */
export interface Host {
  readonly isDev: boolean;
  /** Where applications reach the API, as the snippets show it. */
  readonly apiUrl: string;
  /** @throws AppError UNAVAILABLE while the database is away; the next call tries again. */
  getApi(): Promise<Api>;
  /** Calls procedures as the administrator; for whoever is found to be signed in. */
  createAdminContext(): Promise<ReturnType<Api["createContext"]>>;
  /** Serves tRPC to the browser that holds this session, and refuses all others. */
  answerTrpc(request: Request, session: string | undefined): Promise<Response>;
  toFailure(error: unknown): Failure;
}

declare global {
  var rosterHost: Host | undefined;
}
