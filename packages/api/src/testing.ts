import { type Database, type DialectName, type Clock } from "@roster/db";
import { openTestDatabase } from "@roster/db/testing";
import { SignJWT } from "jose";
import type { Actor } from "./auth/actor.js";
import { generateMasterKey } from "./auth/secret-box.js";
import { type Api, createApi } from "./create-api.js";
import { FIRST_APP_ID } from "./bootstrap.js";

export { backends } from "@roster/db/testing";

/** An API on an empty database of its own, with its first app and key. */
export interface TestApi extends AsyncDisposable {
  readonly api: Api;
  readonly database: Database;
  readonly databaseUrl: string;
  readonly masterKey: string;
  readonly apiKey: string;
  readonly apiSecret: string;
  /** What the API logged. */
  readonly logged: { fields: Record<string, unknown>; message: string }[];
  /** Calls procedures as this actor. */
  as(actor: Actor): ReturnType<Api["createCaller"]>;
  /** Calls procedures as the first app's backend. */
  readonly server: ReturnType<Api["createCaller"]>;
}

export interface TestApiOptions {
  readonly maxDataBytes?: number;
  readonly now?: () => Date;
  readonly clock?: Clock;
}

export async function openTestApi(
  backend: DialectName,
  { maxDataBytes = 65536, now, clock }: TestApiOptions = {},
): Promise<TestApi> {
  const database = await openTestDatabase(backend, clock && { clock });
  const masterKey = generateMasterKey();
  const logged: TestApi["logged"] = [];
  const api = createApi({
    database,
    masterKey,
    maxDataBytes,
    log: { error: (fields, message) => logged.push({ fields, message }) },
    ...(now && { now }),
  });
  const { apiKey, apiSecret } = await api.bootstrap({ adminPassword: "a password for tests" });
  const as = (actor: Actor) => api.createCaller(api.createContext({ actor }));
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
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  };
}

export function serverActor(appId: string): Actor {
  return { kind: "server", appId, actions: new Set(["read", "write", "delete"]) };
}

/** The claims of a token that may do everything in its app. */
export const serverClaims = { resource: "*", action: "*", feed_id: "*" };

/** An HS256 token of these claims. */
export function signToken(claims: Record<string, unknown>, secret: string): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: "HS256" })
    .sign(new TextEncoder().encode(secret));
}
