import { describe, expect, test } from "vitest";
import { openDatabase } from "../database.js";
import { backends, openTestDatabase } from "../testing.js";

const SECOND = 1_000_000n;
const rule = {
  freeAttempts: 3,
  firstWait: 10n * SECOND,
  maxWait: 60n * SECOND,
  resetAfter: 3600n * SECOND,
};

describe.each(backends)("the sign-in limits on %s", (backend) => {
  test("allow the free attempts, then one after each wait, which doubles up to the maximum", async () => {
    let now = SECOND;
    await using database = await openTestDatabase(backend, { clock: () => now });
    const take = () => database.signInLimits.take("a", rule);
    for (let n = 0; n < 4; n++) expect(await take()).toBe(0n); // the fourth is the first that counts
    for (const seconds of [10n, 20n, 40n, 60n, 60n]) {
      expect(await take()).toBe(seconds * SECOND);
      now += seconds * SECOND - 1n;
      expect(await take()).toBe(1n);
      now += 1n;
      expect(await take()).toBe(0n);
    }
  });

  test("allow exactly the free attempts of 40 concurrent ones, across two processes", async () => {
    await using one = await openTestDatabase(backend, { clock: () => SECOND });
    await using two = await openDatabase({ url: one.url, clock: () => SECOND });
    const waits = await Promise.all(
      Array.from({ length: 40 }, (_, n) => (n % 2 ? one : two).signInLimits.take("a", rule)),
    );
    expect(waits.filter((wait) => wait === 0n)).toHaveLength(4);
    expect(waits.filter((wait) => wait === 10n * SECOND)).toHaveLength(36);
  });

  test("do not count an attempt against a concurrent one that read the clock earlier", async () => {
    let now = SECOND;
    await using database = await openTestDatabase(backend, { clock: () => now });
    const { signInLimits } = database;
    for (let n = 0; n < 3; n++) {
      expect(await signInLimits.take("a", rule)).toBe(0n);
      now -= 1n;
    }
    now += 2n;
    await signInLimits.refund("a");
    now -= 1n;
    expect(await signInLimits.take("a", rule)).toBe(0n);
  });

  test("never make a caller wait because the clock was set back", async () => {
    let now = 7200n * SECOND;
    await using database = await openTestDatabase(backend, { clock: () => now });
    const { signInLimits } = database;
    const turns = { burst: 2, interval: 10n * SECOND };
    while ((await signInLimits.take("a", rule)) === 0n);
    while ((await signInLimits.takeShared(turns)) === 0n);
    now -= 3600n * SECOND;
    expect(await signInLimits.peekShared(turns)).toBe(0n);
    expect(await signInLimits.takeShared(turns)).toBe(0n);
    expect(await signInLimits.takeShared(turns)).toBe(0n);
    expect(await signInLimits.takeShared(turns)).toBe(10n * SECOND);
    expect(await signInLimits.peekShared(turns)).toBe(10n * SECOND);
    expect(await signInLimits.take("a", rule)).toBe(0n);
    expect(await signInLimits.take("a", rule)).toBe(20n * SECOND);
  });

  test("enforce a plausible wait, and none longer than the maximum", async () => {
    let now = 7200n * SECOND;
    await using database = await openTestDatabase(backend, { clock: () => now });
    const take = () => database.signInLimits.take("a", rule);
    while ((await take()) === 0n);
    now -= 50n * SECOND; // the wait of 10 s now looks like one of 60 s
    expect(await take()).toBe(60n * SECOND);
    now -= 1n;
    expect(await take()).toBe(0n);
  });

  test("keep sources apart, and forget one after a correct password or when it expires", async () => {
    let now = SECOND;
    await using database = await openTestDatabase(backend, { clock: () => now });
    const { signInLimits } = database;
    for (let n = 0; n < 4; n++) await signInLimits.take("a", rule);
    expect(await signInLimits.take("b", rule)).toBe(0n);
    expect(await signInLimits.take("a", rule)).toBe(10n * SECOND);
    await signInLimits.reset("a");
    for (let n = 0; n < 4; n++) expect(await signInLimits.take("a", rule)).toBe(0n);
    now += rule.resetAfter;
    for (let n = 0; n < 4; n++) expect(await signInLimits.take("a", rule)).toBe(0n);
    expect(await signInLimits.take("a", rule)).toBe(10n * SECOND);
    await signInLimits.removeExpired(rule);
    expect(await signInLimits.take("a", rule)).toBe(10n * SECOND);
    now += rule.resetAfter + 1n;
    await signInLimits.removeExpired(rule);
    now -= rule.resetAfter + 1n; // back to before, so that only deleted failures are forgotten
    expect(await signInLimits.take("a", rule)).toBe(0n);
  });

  test("do not count a refunded attempt", async () => {
    await using database = await openTestDatabase(backend, { clock: () => SECOND });
    const { signInLimits } = database;
    for (let n = 0; n < 10; n++) {
      expect(await signInLimits.take("a", rule)).toBe(0n);
      await signInLimits.refund("a");
    }
  });

  test("allow a burst across two processes, then one attempt per interval", async () => {
    let now = SECOND;
    const rate = { burst: 5, interval: 3n * SECOND };
    await using one = await openTestDatabase(backend, { clock: () => now });
    await using two = await openDatabase({ url: one.url, clock: () => now });
    expect(await one.signInLimits.peekShared(rate)).toBe(0n);
    const waits = await Promise.all(
      Array.from({ length: 30 }, (_, n) => (n % 2 ? one : two).signInLimits.takeShared(rate)),
    );
    expect(waits.filter((wait) => wait === 0n)).toHaveLength(5);
    expect(waits.filter((wait) => wait === 3n * SECOND)).toHaveLength(25);
    expect(await two.signInLimits.peekShared(rate)).toBe(3n * SECOND);
    now += 3n * SECOND;
    expect(await two.signInLimits.peekShared(rate)).toBe(0n);
    expect(await one.signInLimits.takeShared(rate)).toBe(0n);
    expect(await two.signInLimits.takeShared(rate)).toBe(3n * SECOND);
  });
});
