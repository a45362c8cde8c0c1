import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type FuzzRequest, fuzzRequest } from "./fuzz-requests.js";
import { normalize, openFuzzTarget, type FuzzTarget } from "./fuzz-target.js";

/** The total number of requests; half of them go to each engine. */
const total = Number(process.env["FUZZ_REQUESTS"] ?? 4_000);
const seed = Number(process.env["FUZZ_SEED"] ?? Date.now() % 2 ** 31);

/** The requests of a round, which starts without users. */
const MOST = 100;
const USUAL = 45;
const rounds = Math.ceil(total / 2 / USUAL);

/** The number of rounds between two measurements of memory. */
const MEASURED = Math.max(5, Math.ceil(rounds / 20));
const MEGABYTE = 1024 * 1024;

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void; // defined by --expose-gc

const broken = fc.tuple(fc.nat(), fc.nat(8), fc.uint8Array({ maxLength: 8 }));

test(`${total} requests get the same responses on both engines, without server errors or leaks`, async () => {
  console.log(`FUZZ_REQUESTS=${total} FUZZ_SEED=${seed}`);
  await using sqlite = await openFuzzTarget("sqlite");
  await using postgresql = await openFuzzTarget("postgresql");
  const sides = [sqlite, postgresql];
  const statuses = new Map<number, number>();
  const heaps: number[] = [];
  let round = 0;

  const ask = async (request: FuzzRequest) => {
    const ofRound = inRound(request, round);
    const verdicts = await Promise.all(sides.map((side) => side.send(ofRound)));
    const [first, second] = verdicts.map(normalize);
    expect(second).toEqual(first);
    expect(first?.status).toBeLessThan(500);
    for (const { status } of verdicts) statuses.set(status, (statuses.get(status) ?? 0) + 1);
  };

  await fc.assert(
    fc.asyncProperty(
      fc.array(fuzzRequest, { minLength: 1, maxLength: MOST, size: "max" }),
      broken,
      async (requests, [at, cut, put]) => {
        round += 1;
        await Promise.all(sides.map(empty));
        for (const request of requests) await ask(request);
        const bytes = breakAt(requests[0], { at, cut, put });
        const answers = await Promise.all(sides.map((side) => side.sendRaw(bytes)));
        expect(answers.join("")).not.toMatch(/HTTP\/1\.1 5/);
        if (round % MEASURED === 0) heaps.push(measureHeap());
      },
    ),
    { seed, numRuns: rounds, endOnFailure: false },
  );

  const sent = [...statuses.values()].reduce((sum, count) => sum + count, 0);
  const shown = heaps.map((bytes) => Math.round(bytes / MEGABYTE)).join(" ");
  console.log(`${sent} responses, and ${2 * round} broken requests`, Object.fromEntries(statuses));
  console.log(`megabytes of heap, every ${MEASURED} rounds: ${shown}`);
  for (const { server } of sides) {
    const { limiter } = server.admission;
    // A client can read the end of a response before the server has released its place.
    await expect.poll(() => [limiter.activeRequests, limiter.bufferedBytes]).toEqual([0, 0]);
    expect(server.logged).toEqual([]);
  }
  // In the first third, caches fill and code is compiled. A leak of 500 bytes per request fails within 60,000 requests.
  const settled = heaps[Math.floor(heaps.length / 3)] ?? 0;
  expect(heaps.at(-1)).toBeLessThan(settled * 1.1 + 8 * MEGABYTE);
});

async function empty({ server }: FuzzTarget): Promise<void> {
  const { users } = await server.caller.users.list({ limit: 1000 });
  if (users.length > 0) await server.caller.users.removeMany({ ids: users.map(({ id }) => id) });
}

/** Idempotency keys outlive the round, so each round has its own. */
function inRound(request: FuzzRequest, round: number): FuzzRequest {
  const own = (text: string) => text.replace(/ROUND/g, String(round));
  return { ...request, target: own(request.target), body: own(request.body) };
}

function breakAt(
  request: FuzzRequest | undefined,
  { at, cut, put }: { at: number; cut: number; put: Uint8Array },
): Buffer {
  const { method = "GET", target = "/", lines = [], body = "" } = request ?? {};
  const head = [`${method} ${target} HTTP/1.1`, "Host: x", ...lines];
  const whole = Buffer.from(`${head.join("\r\n")}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`); // prettier-ignore
  const place = at % (whole.length + 1);
  return Buffer.concat([whole.subarray(0, place), put, whole.subarray(place + cut)]);
}

function measureHeap(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}
