import { describe, expect, test } from "vitest";
import { backends, openTestDatabase } from "../testing.js";

const SECOND = 1_000_000;

describe.each(backends)("a shared bucket on %s", (backend) => {
  test("does not refill for a request that read the clock before the last one", async () => {
    let now = BigInt(1000 * SECOND);
    await using database = await openTestDatabase(backend, { clock: () => now });
    const take = async () => {
      const request = { id: "a", cost: SECOND, capacity: SECOND };
      return (await database.rateBuckets.take(request)).granted;
    };
    expect(await take()).toBe(SECOND);
    now -= 100_000n;
    expect(await take()).toBe(0);
    now += 100_000n;
    expect(await take()).toBe(0);
    now += 100_000n;
    expect(await take()).toBe(100_000);
  });
});
