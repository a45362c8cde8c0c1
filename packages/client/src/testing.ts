import { randomBytes } from "node:crypto";
import { createApi, FIRST_APP_ID } from "@roster/api";
import type { SetUserReadsInput } from "@roster/contract";
import type { JsonObject } from "@roster/contract/json";
import { openMemoryDatabase } from "@roster/db/memory";
import {
  createClient,
  type DataSchema,
  type RosterClient,
  type SchemaInput,
  type SchemaOutput,
  type ServerClientOptions,
} from "./index.js";
import type { ExactJsonObject, InputOf } from "./users/exact-json.js";
import { respond } from "./in-process/respond.js";

/** A separate Roster instance and the client of its backend. */
export interface TestRoster<
  Data extends ExactJsonObject = JsonObject,
  Input extends object = InputOf<Data>,
>
  extends RosterClient<Data, Input>, AsyncDisposable {
  /** Options for `createClient`, for code that creates its own client. */
  readonly options: ServerClientOptions;
  /** Creates the client of a browser or mobile app that acts for this user. */
  asUser(id: string): Promise<RosterClient<Data, Input>>;
  /** Releases all resources; `await using` does so automatically. */
  close(): Promise<void>;
}

/** What the clients of `asUser` can read. Default: as in a new app, only their own user. */
type TestReads = Partial<SetUserReadsInput>;

/**
 * Starts a complete Roster in this process, in memory and without network: the same client, with the server's
 * rules and SQL. Any number of instances run independently. For tests in Node only; requires the package
 * `libsql`.
 *
 * @example
 * ```ts
 * const { createTestRoster } = await import("@roster/client/testing");
 *
 * await using roster = await createTestRoster();
 * await roster.users.add("john-doe", { name: "John Doe" });
 * const { users } = await roster.users.list();
 * console.log(users.length); // 1
 * ```
 */
export function createTestRoster<Schema extends DataSchema<object, object>>(
  settings: TestReads & {
    readonly data: Schema & DataSchema;
  },
): Promise<TestRoster<SchemaOutput<Schema>, SchemaInput<Schema>>>;
export function createTestRoster<Data extends ExactJsonObject = JsonObject>(
  settings?: TestReads & {
    readonly data?: undefined;
  },
): Promise<TestRoster<Data>>;
export async function createTestRoster(
  settings: TestReads & { readonly data?: DataSchema | undefined } = {},
): Promise<object> {
  const { data, ...reads } = settings;
  const { options, close } = await startApi(reads);
  const connect = (changed: Parameters<typeof createClient>[0]) =>
    data ? createClient({ ...changed, data }) : createClient(changed);
  const client = connect(options);
  return {
    ...client,
    options,
    async asUser(id: string) {
      const { url, apiKey, fetch = globalThis.fetch } = options;
      return connect({ url, apiKey, fetch, token: await client.createUserToken(id) });
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** Like apps/server, but with requests handled in process. */
async function startApi({ userReads = "self", publicFields = [] }: TestReads) {
  const database = await openMemoryDatabase();
  // Nobody signs in, and hashing a password would take longer than everything else here.
  await database.admins.addFirst("none");
  const api = createApi({
    database,
    masterKey: randomBytes(32).toString("base64"),
    maxDataBytes: 65_536,
    log: { error: (fields, message) => console.error(message, fields) },
  });
  const { apiKey, apiSecret } = await api.bootstrap({});
  const fields = publicFields && JSON.stringify(publicFields);
  await database.appSettings.set(FIRST_APP_ID, { userReads, publicFields: fields });
  let isClosed = false;
  const fetch: typeof globalThis.fetch = async (url, init) => {
    if (isClosed) throw new Error("This test Roster is closed");
    return respond(api, new Request(url, init));
  };
  const options: ServerClientOptions = { url: "http://roster.test", apiKey, apiSecret, fetch };
  const close = async () => {
    if (isClosed) return;
    isClosed = true;
    await database.close();
  };
  return { options, close };
}
