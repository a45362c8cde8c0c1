import { type AppError, legacyScopes, type UserReads } from "@roster/contract";
import { type Clock, type Database, type DialectName, openDatabase } from "@roster/db";
import { openTestDatabase } from "@roster/db/testing";
import { SignJWT } from "jose";
import type { NewSession } from "./admins/sessions.js";
import type { Actor } from "./auth/actor.js";
import { generateMasterKey } from "./auth/master-keys.js";
import { FIRST_APP_ID } from "./bootstrap.js";
import { type Api, type ApiOptions, createApi } from "./create-api.js";
import { toAppError } from "./trpc/error-mapping.js";
import { toWireCaller, type WireCaller } from "./trpc/testing/wire-caller.js";

/** The hash of "a password for tests": computing it would take a quarter of a second per test. */
const TEST_PASSWORD_HASH =
  "scrypt$iper9URuj-APqIf3i4EoQA$OY-GZi_WlV34eWr7Cp_5u0Dk8Qc_DjYQHWQjaJvZv4Y";

export { SecretBox } from "./auth/secret-box.js";
export { backends } from "@roster/db/testing";

/** An API on its own empty database, with the first app and key. */
export interface TestApi extends AsyncDisposable {
  readonly api: Api;
  readonly database: Database;
  readonly databaseUrl: string;
  readonly masterKey: string;
  readonly apiKey: string;
  readonly apiSecret: string;
  /** Everything the API logged. */
  readonly logged: { fields: Record<string, unknown>; message: string }[];
  /** Calls procedures as this actor, with results as clients read them. */
  as(actor: Actor): WireCaller;
  /** Calls procedures as the first app's backend, with results as clients read them. */
  readonly server: WireCaller;
  /** The same with results as in-process callers get them. */
  readonly raw: ReturnType<Api["createCaller"]>;
}

export interface TestApiOptions {
  readonly maxDataBytes?: number;
  readonly now?: () => Date;
  readonly clock?: Clock;
  readonly rates?: ApiOptions["rates"];
  readonly signIn?: ApiOptions["signIn"];
  readonly responseLimits?: ApiOptions["responseLimits"];
  readonly readLimits?: Partial<Database["readLimits"]>;
  readonly scanDeadlines?: ApiOptions["scanDeadlines"];
  /** What user tokens may read in the first app. Default: as in any new app, only their own user. */
  readonly userReads?: UserReads;
  /** What they see of other users, with `userReads`. Default: everything. */
  readonly publicFields?: readonly string[] | null;
  /** Whether to create an app, a key and an administrator. Default: true. */
  readonly isBootstrapped?: boolean;
}

export async function openTestApi(
  backend: DialectName,
  {
    maxDataBytes = 65536,
    now,
    clock,
    rates,
    signIn,
    responseLimits,
    readLimits,
    scanDeadlines,
    userReads,
    publicFields = null,
    isBootstrapped = true,
  }: TestApiOptions = {},
): Promise<TestApi> {
  const database = await openTestDatabase(backend, {
    ...(clock && { clock }),
    readLimits: { maxDataBytes, ...readLimits },
  });
  const masterKey = generateMasterKey();
  const logged: TestApi["logged"] = [];
  const api = createApi({
    database,
    masterKey,
    maxDataBytes,
    log: { error: (fields, message) => logged.push({ fields, message }) },
    ...(now && { now }),
    ...(rates && { rates }),
    ...(signIn && { signIn }),
    ...(scanDeadlines && { scanDeadlines }),
    ...(responseLimits && { responseLimits }),
  });
  if (isBootstrapped) await database.admins.addFirst(TEST_PASSWORD_HASH);
  const { apiKey, apiSecret } = isBootstrapped
    ? await api.bootstrap({})
    : { apiKey: "", apiSecret: "" };
  if (userReads) {
    const fields = publicFields && JSON.stringify(publicFields);
    await database.appSettings.set(FIRST_APP_ID, { userReads, publicFields: fields });
  }
  const as = (actor: Actor) => toWireCaller(api.createCaller(api.createContext({ actor })));
  return {
    api,
    database,
    databaseUrl: database.url,
    masterKey,
    apiKey,
    apiSecret,
    logged,
    as,
    server: as(serverActor(FIRST_APP_ID)),
    raw: api.createCaller(api.createContext({ actor: serverActor(FIRST_APP_ID) })),
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  };
}

/** Signs the first administrator in, without the time that checking a password takes. */
export async function openTestSession(
  { api, database }: Pick<TestApi, "api" | "database">,
  userAgent = "",
): Promise<NewSession> {
  const admin = await database.admins.getFirst();
  if (!admin) throw new Error("there is no administrator");
  return api.adminSessions.open(admin, { address: "192.0.2.1", userAgent }, {});
}

/** Opens another API on the database of a test API, as a second process would. */
export async function reopenTestApi({
  databaseUrl,
  masterKey,
  clock,
}: Pick<TestApi, "databaseUrl" | "masterKey"> & { readonly clock?: Clock }): Promise<
  Pick<TestApi, "api" | "database" | "as">
> {
  const database = await openDatabase({ url: databaseUrl, ...(clock && { clock }) });
  const api = createApi({ database, masterKey, maxDataBytes: 65536, log: { error: () => {} } });
  const as = (actor: Actor) => toWireCaller(api.createCaller(api.createContext({ actor })));
  return { api, database, as };
}

export function serverActor(appId: string): Actor & { readonly kind: "server" } {
  return {
    kind: "server",
    appId,
    actions: new Set(["read", "write", "delete"]),
    apiKey: "test-key",
    apiKeyName: "Test",
    scopes: new Set(legacyScopes),
  };
}

/** An owner. */
export const adminActor = (appId: string) =>
  ({ kind: "admin", appId, adminId: "admin", role: "owner", apps: null }) as const satisfies Actor;

/** A user with a token of the app's first key. */
export const userActor = (appId: string, userId: string, issuedAt?: number) =>
  ({ kind: "user", appId, userId, issuedAt, scopes: new Set(legacyScopes) }) as const;

/** The claims of a token with full access to its app. */
export const serverClaims = { resource: "*", action: "*", feed_id: "*" };

/** An HS256 token with these claims. */
export function signToken(claims: Record<string, unknown>, secret: string): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: "HS256" })
    .sign(new TextEncoder().encode(secret));
}

/** The error that `call` rejects with, as every surface sees it. Throws if the call succeeds. */
export async function rejectionOf(call: Promise<unknown>): Promise<AppError> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => toAppError(thrown),
  );
  if (error) return error;
  throw new Error("Expected the call to be rejected, but it succeeded");
}
