import { type SentJson, sentObject } from "@roster/contract/testing";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FIRST_APP_ID } from "../bootstrap.js";
import { backends, openTestApi, serverActor, type TestApi } from "../testing.js";
import { protocols, sendTrpc, type Protocol } from "../trpc/testing/send-trpc.js";

/** What one user's calls of a step send, and the result that they expect. */
interface Step {
  readonly path: string;
  readonly input: string;
  readonly expected: string;
}

const actor = serverActor(FIRST_APP_ID);

const userText = (id: string, data: string, version: number) =>
  `{"id":"${id}","data":${data},"version":${version},"createdAt":"T","updatedAt":"T","status":"active","ban":null}`;

const written = (id: string, data: string, status: string, version: number) =>
  `{"results":[{"status":"${status}","user":${userText(id, data, version)}}]}`;

const pageOf = (user: string) => `{"users":[${user}],"nextCursor":null,"previousCursor":null}`;

/** Every call that stores or returns the data of the user `id`, in this order. */
function stepsOf(id: string, { sent, stored }: SentJson, added: SentJson): Step[] {
  const send = (n: number) => `{"kept" : ${sent}, "step":${n}.0}`;
  const store = (n: number) => `{"kept":${stored},"step":${n}.0}`;
  const key = (n: number) => `"idempotencyKey":"${id}-${n}"`;
  const user = (n: number) => userText(id, store(n), n);
  const patched = `{"kept":${stored},"step":4.0,"added":${added.stored}}`;
  const last = userText(id, patched, 5);
  const created = `{"user":${user(1)},"created":true}`;
  const where = `"where":{"id":"${id}"}`;
  const twice = (step: Step) => [step, step];
  return [
    ...twice({
      path: "users.add",
      input: `{"id":"${id}","data":${send(1)},${key(1)}}`,
      expected: created,
    }),
    {
      path: "users.add",
      input: `{"id":"${id}","data":{"other":1},"getOrCreate":true}`,
      expected: `{"user":${user(1)},"created":false}`,
    },
    ...twice({
      path: "users.addMany",
      input: `{"users":[{"id":"${id}-many","data": ${sent}}],${key(2)}}`,
      expected: written(`${id}-many`, stored, "created", 1),
    }),
    ...twice({
      path: "users.addMany",
      input: `{"users":[{"id":"${id}","data":${send(2)}}],"update":true,${key(3)}}`,
      expected: written(id, store(2), "updated", 2),
    }),
    ...twice({
      path: "users.import",
      input: `{"users":[{"data":${send(3)},"id":"${id}"}],"update":true,${key(4)}}`,
      expected: `{"outcomes":"u","refused":[]}`,
    }),
    { path: "users.get", input: `{"id":"${id}"}`, expected: user(3) },
    { path: "users.update", input: `{"id":"${id}","data":${send(4)}}`, expected: user(4) },
    ...twice({
      path: "users.patch",
      input: `{"id":"${id}","set":{"added":${added.sent}},"unset":["none"],${key(5)}}`,
      expected: last,
    }),
    { path: "users.get", input: `{"id":"${id}"}`, expected: last },
    {
      path: "users.getMany",
      input: `{"ids":["${id}","none"]}`,
      expected: `{"users":[${last}],"missing":["none"]}`,
    },
    { path: "users.list", input: `{${where}}`, expected: pageOf(last) },
    {
      path: "users.list",
      input: `{${where},"select":["data.added","data.kept"]}`,
      expected: pageOf(userText(id, `{"kept":${stored},"added":${added.stored}}`, 5)),
    },
  ];
}

async function sendStep(api: TestApi, steps: readonly Step[], protocol: Protocol) {
  const text = await sendTrpc(api.api, steps, { actor, protocol });
  return text.replaceAll(/"(createdAt|updatedAt)":"[^"]*Z"/g, '"$1":"T"');
}

describe.each(backends)("any data on %s", (backend) => {
  test.each(protocols)(
    "has the same tokens in the response to every %s call, and to its replay",
    async (protocol) => {
      await using api = await openTestApi(backend, { maxDataBytes: 2 ** 22 });
      let run = 0;
      const data = fc.array(sentObject({ maxDepth: 63 }), { minLength: 2, maxLength: 2 });
      await fc.assert(
        fc.asyncProperty(data, async ([one, two]) => {
          if (!one || !two) return;
          run += 1;
          const left = stepsOf(`a${run}`, one, two);
          const right = stepsOf(`b${run}`, two, one);
          for (const [index, step] of left.entries()) {
            const steps = [step, right[index] ?? step];
            const expected = steps.map((each) => `{"result":{"data":${each.expected}}}`).join(",");
            expect(await sendStep(api, steps, protocol)).toBe(`[${expected}]`);
          }
        }),
        { numRuns: 25 },
      );
    },
  );
});
