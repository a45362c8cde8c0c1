import type { AdminInApp, Api, ProcedureDescription, ReadinessReport } from "@roster/api";
import type { ExportUsersOptions, FileFormat } from "@roster/client/files";
import type { ErrorCode } from "@roster/contract";

/** Why a page cannot be shown. */
export interface Failure {
  readonly code: ErrorCode;
  readonly message: string;
}

/** What the browser sends with a call to identify its session and app. */
export interface BrowserCaller {
  readonly session: string | undefined;
  readonly appId: string | undefined;
}

/** Which users to export, in which order and format. */
export interface UsersFileRequest extends BrowserCaller {
  readonly file: Pick<ExportUsersOptions, "where" | "search" | "status" | "sort"> & {
    readonly format: FileFormat;
    readonly gzip: boolean;
  };
}

/**
 * What the process provides to Next's pages. Node loads it outside Next's bundles, so that there is one database per
 * process and one copy of each error class.
 */
export interface Host {
  readonly isDev: boolean;
  /** The API's URL for applications, as shown in snippets. */
  readonly apiUrl: string;
  /** The name of the identity provider; absent without single sign-on. */
  readonly ssoName: string | undefined;
  readonly allowsPasswords: boolean;
  /** The app that every installation starts with and that cannot be removed. */
  readonly firstAppId: string;
  readonly engine: "sqlite" | "postgresql";
  /** Every procedure of the router, for the playground. */
  readonly procedures: readonly ProcedureDescription[];
  /** @throws AppError UNAVAILABLE if the database is unreachable; the next call retries. */
  getApi(): Promise<Api>;
  /** The context in which an administrator calls procedures for a page. */
  createAdminContext(actor: AdminInApp["actor"]): Promise<ReturnType<Api["createContext"]>>;
  /** Serves tRPC to browsers with a session, in the app that they name. */
  handleTrpc(request: Request, asked: BrowserCaller): Promise<Response>;
  /** Exports users as a file through the same calls, with the same checks. */
  handleUsersFile(request: Request, asked: UsersFileRequest): Promise<Response>;
  /** Whether the dashboard can serve pages; never throws. */
  checkReadiness(): Promise<ReadinessReport>;
  toFailure(error: unknown): Failure;
}

declare global {
  var rosterHost: Host | undefined;
}
