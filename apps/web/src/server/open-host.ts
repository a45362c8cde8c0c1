import { AsyncLocalStorage } from "node:async_hooks";
import { join } from "node:path";
import {
  type Api,
  createApi,
  describeProcedures,
  FIRST_APP_ID,
  openMasterKeyFile,
  Readiness,
  toAppError,
} from "@roster/api";
import { IdentityProvider, WebAuthn } from "@roster/api/sign-in";
import { type Database, onTaskFailure, openDatabase } from "@roster/db";
import type { Settings } from "../env.js";
import { handleTrpc } from "./handle-trpc.js";
import { handleUsersFile } from "./handle-users-file.js";
import type { BrowserCaller, Host } from "./host.js";

/** The signal of the request for a page, which Next does not pass to the page. */
const pageSignals = new AsyncLocalStorage<() => AbortSignal>();

interface HostOptions {
  readonly isDev: boolean;
  /** Where the dashboard listens; called with the first request. */
  readonly getOrigin: () => string;
}

/** The host and how to stop it. The first request that needs the database opens it. */
export function openHost(settings: Settings, { isDev, getOrigin }: HostOptions) {
  let opening: Promise<{ api: Api; database: Database }> | undefined;
  onTaskFailure(({ task, error }) => {
    const message = "a background task failed; it runs again at its next interval";
    console.error(message, { task, err: error });
  });

  async function open() {
    opening ??= openApi(settings, getOrigin());
    try {
      return await opening;
    } catch (error) {
      opening = undefined;
      throw error;
    }
  }

  async function getApi() {
    return (await open()).api;
  }

  // Opens the database if no request has yet, so that an unreachable one is noticed.
  const readiness = new Readiness(async () => (await open()).database.migrationState());

  const handleBrowserTrpc = (request: Request, asked: BrowserCaller) =>
    handleTrpc(request, { ...asked, getApi, maxDataBytes: settings.maxDataBytes });

  const host: Host = {
    isDev,
    apiUrl: settings.apiUrl,
    ssoName: settings.signIn.oidc?.name,
    allowsPasswords: settings.signIn.allowsPasswords,
    firstAppId: FIRST_APP_ID,
    engine: settings.databaseUrl.startsWith("file:") ? "sqlite" : "postgresql",
    procedures: describeProcedures(),
    getApi,
    async createAdminContext(actor) {
      const request = { surface: "dashboard", getSignal: pageSignals.getStore() } as const;
      return (await getApi()).createContext({ actor }, request);
    },
    handleTrpc: handleBrowserTrpc,
    handleUsersFile: (request, asked) =>
      handleUsersFile(request, { ...asked, handleTrpc: handleBrowserTrpc }),
    checkReadiness: () => readiness.check(),
    toFailure(error) {
      const { code, message } = toAppError(error);
      return { code, message };
    },
  };
  return {
    host,
    /** Handles a request; what its page reads stops when `getSignal()` is aborted. */
    withSignal: (getSignal: () => AbortSignal, handle: () => void) =>
      pageSignals.run(getSignal, handle),
    startDraining: () => readiness.startDraining(),
    isDraining: () => readiness.isDraining,
    close: async () => (await opening)?.database.close(),
  };
}

async function openApi(settings: Settings, origin: string) {
  const { databaseUrl, dataDir: dataFolder, masterKey, maxDataBytes, scanDeadlines } = settings;
  const database = await openDatabase({ url: databaseUrl, readLimits: { maxDataBytes } });
  const api = createApi({
    database,
    masterKey: masterKey ?? openMasterKeyFile(join(dataFolder, "master.key")),
    maxDataBytes,
    scanDeadlines,
    signIn: openSignIn(settings.signIn, origin),
    log: { error: (fields, message) => console.error(message, fields) },
  });
  return { api, database };
}

function openSignIn({ webOrigin, oidc, allowsPasswords }: Settings["signIn"], listening: string) {
  const origin = webOrigin ?? listening;
  const redirectUrl = `${origin}/sign-in/sso/callback`;
  const sso = oidc && {
    provider: new IdentityProvider({ ...oidc, redirectUrl }),
    settings: oidc,
  };
  return { webAuthn: new WebAuthn(origin), sso, allowsPasswords };
}
