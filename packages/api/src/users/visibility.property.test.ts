import { stringifyJson } from "@roster/contract/json";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  adminActor,
  backends,
  openTestApi,
  rejectionOf,
  serverActor,
  type TestApi,
  userActor,
} from "../testing.js";
import { ids, ME, twoWorlds, type Worlds } from "./testing/hidden-worlds.js";
import { type TokenCall, tokenCalls } from "./testing/user-token-calls.js";

/** Later than every removal. */
const ISSUED_AT = 4_102_444_800;

/** With so little room that the size of what is hidden would matter. */
const limits = {
  maxDataBytes: 4000,
  responseLimits: { maxPageBytes: 7000, minPageBytes: 7000 },
  readLimits: { maxReadBytes: 7000 },
};

async function fill(api: TestApi, appId: string, { policy, worlds }: Worlds, side: 0 | 1) {
  const { users } = api.as(serverActor(appId));
  const { users: stored, trash } = worlds[side];
  const publicFields = JSON.stringify(policy.publicFields);
  await api.database.appSettings.set(appId, { ...policy, publicFields });
  await users.removeMany({ ids: [...ids] });
  const mine = { id: ME, data: { a: "x", secret: "mine", u: "mine" } };
  const trashed = trash.map((id) => ({ id, data: { u: "u5" } }));
  if (trash.length > 0) {
    await users.addMany({ users: trashed });
    await users.removeMany({ ids: [...trash], mode: "soft" });
  }
  await users.addMany({ users: [mine, ...stored], atomic: true });
}

type Procedures = Record<string, (input: object) => Promise<unknown>>;

/** The response as text, with the pages after the first one. */
async function responseOf(api: TestApi, appId: string, [name, input]: TokenCall): Promise<string> {
  const caller = api.api.createCaller(
    api.api.createContext({ actor: userActor(appId, ME, ISSUED_AT) }),
  );
  const run = (caller.users as unknown as Procedures)[name]; // any procedure, with any input
  if (!run) throw new Error(`There is no users.${name}`);
  const call = run(input);
  const succeeded = await call.then(
    () => true,
    () => false,
  );
  if (!succeeded) {
    const { code, message, details = null } = await rejectionOf(call);
    return stringifyJson({ code, message, details: { ...details } });
  }
  const result = await call;
  const text = stringifyJson(result);
  const { nextCursor } = result as { readonly nextCursor?: string | null };
  if (typeof nextCursor !== "string") return text;
  return `${text}\n${await responseOf(api, appId, [name, { ...input, cursor: nextCursor }])}`;
}

describe.each(backends)("a user token on %s", (backend) => {
  test("gets the same responses from apps that differ only in what is hidden from it", async () => {
    let time = 1_795_455_852_000_000n;
    await using api = await openTestApi(backend, { ...limits, clock: () => time });
    const { id: other } = await api.as(adminActor("main")).apps.add({ name: "Other" });
    const apps = ["main", other] as const;
    for (const id of apps)
      await api.as(serverActor(id)).indexes.add({ path: "data.u", unique: true });
    await fc.assert(
      fc.asyncProperty(twoWorlds, tokenCalls, async (worlds, calls) => {
        time += 1_000_000n;
        for (const [side, id] of apps.entries()) await fill(api, id, worlds, side === 0 ? 0 : 1);
        for (const call of calls) {
          time += 1_000_000n;
          const [one, two] = [
            await responseOf(api, apps[0], call),
            await responseOf(api, apps[1], call),
          ];
          expect(two, stringifyJson(call)).toBe(one);
        }
      }),
      { numRuns: backend === "sqlite" ? 40 : 10 },
    );
  }, 60_000);
});
