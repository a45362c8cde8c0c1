import { expect, test } from "vitest";
import { openTestRest } from "./testing.js";

const rates = { perApp: 120, perKey: 0, perUser: 0, isShared: false };

test("every response has the limit, the remaining calls and the reset time", async () => {
  const now = () => new Date("2026-11-26T12:00:00Z");
  await using rest = await openTestRest("sqlite", { rates, now });
  const headersOf = async (line: string, token?: string) => {
    const { status, headers } = await rest.send(line, {}, token);
    return [
      status,
      ...["limit", "remaining", "reset"].map((name) => headers[`x-ratelimit-${name}`]),
    ];
  };
  const inSeconds = (seconds: number) => String(now().getTime() / 1000 + seconds);
  expect(await headersOf("GET /user/a/")).toEqual([404, "120", "9", inSeconds(1)]);
  expect(await headersOf("GET /users/?ids=a")).toEqual([200, "120", "8", inSeconds(1)]);
  // An unauthenticated request does not use up any calls.
  expect(await headersOf("GET /user/a/", "nonsense")).toEqual([401, "120", "10", inSeconds(0)]);
  expect(await headersOf("GET /api/nosuch/")).toEqual([404, "120", "10", inSeconds(0)]);
  for (let left = 8; left > 0; left -= 1) await rest.send("GET /user/a/");
  expect(await headersOf("GET /user/a/")).toEqual([429, "120", "0", inSeconds(5)]);
});

test("a rate-limited response has retry-after in seconds", async () => {
  await using rest = await openTestRest("sqlite", { rates: { ...rates, perApp: 1 } });
  await rest.send("GET /user/a/");
  const { status, headers, body } = await rest.send("GET /user/a/");
  expect([status, headers["retry-after"]]).toEqual([429, "60"]);
  expect(body).toMatchObject({ code: 9, exception: "RateLimitReached", status_code: 429 });
});
