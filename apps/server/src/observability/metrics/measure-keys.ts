import { type Database, every } from "@roster/db";
import { Gauge, type Registry } from "prom-client";

/** So many keys have metrics: those that expire first. */
const MAX_KEYS = 100;

/** A key that expired longer ago is forgotten, so that it does not alert forever. In microseconds. */
const FORGET_AFTER = 7n * 86_400_000_000n;

const READ_INTERVAL = 30_000;

export interface KeysToMeasure {
  readonly apiKeys: Pick<Database["apiKeys"], "listExpiring">;
}

type Keys = Awaited<ReturnType<Database["apiKeys"]["listExpiring"]>>;

/** Reports when keys expire and when they were last used; all processes report the same. */
export function measureKeys(
  register: Registry,
  { apiKeys }: KeysToMeasure,
  now: () => number = Date.now,
): void {
  let keys: Keys = [];
  every({ first: 0, interval: READ_INTERVAL }, "read when API keys expire", async () => {
    keys = await apiKeys.listExpiring(BigInt(now()) * 1000n - FORGET_AFTER, MAX_KEYS);
  });
  const add = (name: string, help: string, valueOf: (key: Keys[number]) => number | undefined) => {
    const gauge = new Gauge({
      name,
      help,
      labelNames: ["app", "key"],
      aggregator: "max",
      registers: [],
      collect() {
        this.reset();
        for (const key of keys) {
          const value = valueOf(key);
          if (value !== undefined) this.set({ app: key.appId, key: key.key }, value);
        }
      },
    });
    register.registerMetric(gauge);
  };
  add(
    "roster_api_key_expires_in_seconds",
    "Time until an API key expires, of the 100 keys that expire first; negative for a week after that.",
    ({ expiresAt }) => (expiresAt === null ? undefined : secondsOf(expiresAt) - now() / 1000),
  );
  add(
    "roster_api_key_last_used_timestamp_seconds",
    "When one of these keys was last used, in seconds since 1970; absent if never.",
    ({ lastUsedAt }) => (lastUsedAt === null ? undefined : secondsOf(lastUsedAt)),
  );
}

const secondsOf = (micros: bigint) => Number(micros) / 1_000_000;
