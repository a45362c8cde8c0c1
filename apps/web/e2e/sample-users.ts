import type { JsonObject } from "@roster/contract/json";
import { adminActor, openTestApi, type TestApi } from "@roster/api/testing";

interface SampleUser {
  readonly minutesAgo: number;
  readonly id: string;
  readonly data: JsonObject;
}

/** A realistic directory, oldest user first. */
const sampleUsers: readonly SampleUser[] = [
  {
    minutesAgo: 60_500,
    id: "grace-hopper",
    data: { name: "Grace Hopper", team: "Compilers", rank: "Rear Admiral" },
  },
  {
    minutesAgo: 21_700,
    id: "u_8842",
    data: { name: "Katherine Johnson", team: "Trajectories", badges: ["orbit", "moon"] },
  },
  {
    minutesAgo: 9_300,
    id: "ada-lovelace",
    data: {
      name: "Ada Lovelace",
      email: "ada@analytical.engine",
      plan: "pro",
      seats: 4,
      address: { city: "London", country: "GB" },
      roles: ["admin", "author"],
      newsletter: false,
      referrer: null,
    },
  },
  {
    minutesAgo: 4_100,
    id: "u_9017",
    data: { name: "Annie Easley", team: "Rockets", plan: "free" },
  },
  {
    minutesAgo: 1_600,
    id: "margaret-hamilton",
    data: { name: "Margaret Hamilton", team: "Flight software", plan: "pro", seats: 12 },
  },
  {
    minutesAgo: 700,
    id: "svc-billing",
    data: { kind: "service", owner: "payments", scopes: ["invoices"] },
  },
  {
    minutesAgo: 310,
    id: "hedy",
    data: { name: "Hedy Lamarr", occupation: "Inventor", plan: "free" },
  },
  { minutesAgo: 185, id: "u_9120", data: { name: "Zoë Çelik", locale: "tr-TR", plan: "pro" } },
  {
    minutesAgo: 92,
    id: "radia_perlman",
    data: { name: "Radia Perlman", team: "Networks", seats: 2, trial: true },
  },
  {
    minutesAgo: 41,
    id: "dorothy-vaughan",
    data: { name: "Dorothy Vaughan", team: "West Area", languages: ["FORTRAN"] },
  },
  { minutesAgo: 17, id: "guest-5f3a", data: {} },
  {
    minutesAgo: 4,
    id: "john-doe",
    data: { name: "John Doe", occupation: "Software Engineer", gender: "male" },
  },
];

const DAY_MS = 86_400_000;
const MINUTE_MICROS = 60_000_000n;

/** A test API with the sample users, each with its own creation time. */
export async function openSampleApi(): Promise<TestApi> {
  const start = BigInt(Date.now()) * 1000n;
  let elapsed = 0n;
  let offset = 0n;
  const test = await openTestApi("sqlite", { clock: () => start - offset + elapsed++ });
  for (const { minutesAgo, id, data } of sampleUsers) {
    offset = BigInt(minutesAgo) * MINUTE_MICROS;
    await test.server.users.add({ id, data });
  }
  offset = 130n * MINUTE_MICROS;
  const ada = await test.server.users.get({ id: "ada-lovelace" });
  await test.server.users.update({ id: ada.id, data: { ...ada.data, seats: 5 } });
  offset = 55n * MINUTE_MICROS;
  await test.server.users.add({ id: "charles-babbage", data: { name: "Charles Babbage" } });
  await test.server.users.remove({ id: "charles-babbage", mode: "soft" });
  await test.server.users.deactivate({ id: "u_9017" });
  const reason = "Created 200 accounts in one hour";
  await test.server.users.ban({ id: "guest-5f3a", until: "2199-12-31T12:00:00.000000Z", reason });
  await test.server.users.revokeTokens({ id: "guest-5f3a" });
  offset = 0n;
  await test.as(adminActor("main")).apps.add({ name: "Shop" });
  await addKeys(test);
  return test;
}

/** One that ends soon and can do little, and one that is being rotated. */
async function addKeys(test: TestApi): Promise<void> {
  const { apiKeys } = test.as(adminActor("main"));
  await apiKeys.add({
    name: "Mobile app",
    scopes: ["users:read", "tokens:create"],
    expiresAt: new Date(Date.now() + 5 * DAY_MS).toISOString().replace("Z", "000Z"),
    ratePerMinute: 600,
    allowFrom: ["203.0.113.0/24", "2001:db8::/32", "198.51.100.7"],
  });
  const { apiKey } = await apiKeys.add({ name: "Reports", scopes: ["users:read", "stats:read"] });
  await apiKeys.rotate({ key: apiKey.key, overlapSeconds: 86_400 });
}
