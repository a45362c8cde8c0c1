import type { Api, ProcedureDescription, ReadinessReport } from "@roster/api";
import type { ExportUsersOptions, FileFormat } from "@roster/client/files";
import type { App, ErrorCode } from "@roster/contract";

/** Why a page has nothing to show. */
export interface Failure {
  readonly code: ErrorCode;
  readonly message: string;
}

/** Which app a page is about, and the session that it is shown to. */
export interface PageCaller {
  readonly app: App;
  readonly sessionId: string;
}

/** What the browser sends beside a call. */
export interface BrowserCaller {
  readonly session: string | undefined;
  readonly appId: string | undefined;
}

/** Which users, in which order, and the form that they are written in. */
export interface UsersFileRequest extends BrowserCaller {
  readonly file: Pick<ExportUsersOptions, "where" | "search" | "sort"> & {
    readonly format: FileFormat;
    readonly gzip: boolean;
  };
}

/**
 * What the process does for Next's pages. Node loads it and all beneath it, outside Next's bundles, so
 * that there is one database a process, and one class of each error.
 */
export interface Host {
  readonly isDev: boolean;
  /** Where applications reach the API, as the snippets show it. */
  readonly apiUrl: string;
  /** The app that every installation begins with, and keeps. */
  readonly firstAppId: string;
  readonly engine: "sqlite" | "postgresql";
  /** What the playground offers: every procedure of the router. */
  readonly procedures: readonly ProcedureDescription[];
  /** @throws AppError UNAVAILABLE while the database is away; the next call tries again. */
  getApi(): Promise<Api>;
  /** @throws AppError NOT_FOUND */
  findApp(id: string): Promise<App>;
  /** Calls procedures as the administrator in this app; for whoever is found to be signed in. */
  createAdminContext(asked: PageCaller): Promise<ReturnType<Api["createContext"]>>;
  /** Serves tRPC to the browser that holds a session, in the app that it names, and refuses all others. */
  handleTrpc(request: Request, asked: BrowserCaller): Promise<Response>;
  /** Writes users to a file, by the same calls, and for the same visitors alone. */
  handleUsersFile(request: Request, asked: UsersFileRequest): Promise<Response>;
  /** Whether the dashboard can show anything; never throws. */
  checkReadiness(): Promise<ReadinessReport>;
  toFailure(error: unknown): Failure;
}

declare global {
  var rosterHost: Host | undefined;
}
