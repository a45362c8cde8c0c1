import { setTimeout } from "node:timers/promises";
import { createClient } from "@roster/client";
import { credentials } from "../subjects/roster.js";

const CONNECTIONS = 12;

/** How long a rejected attacker waits, in milliseconds: otherwise it would measure rejections. */
const PAUSE = 100;

/** A response with another status means that the calls have become invalid. */
const expected: ReadonlySet<number> = new Set([200, 408, 429, 503, 504]);

const or = (count: number, operand: (index: number) => object) => ({
  where: { or: Array.from({ length: count }, (_, index) => ({ "data.name": operand(index) })) },
});
const absent = (index: number) => `absent-${index}-${"x".repeat(24)}`;

/** Calls within the documented limits that read every user of the app. */
const inputs: readonly object[] = [
  { search: "nobody" },
  or(99, (index) => ({ contains: absent(index) })),
  or(10, (list) => ({ in: Array.from({ length: 99 }, (_, index) => absent(100 * list + index)) })),
];

export interface Attack extends AsyncDisposable {
  /** How many calls have got a response. */
  readonly responses: number;
}

/** Calls `users.list` with an end user's token on several connections until it is disposed. */
export async function startAttack(port: number): Promise<Attack> {
  const url = `http://127.0.0.1:${port}`;
  const token = await createClient({ url, ...credentials }).createUserToken("attacker");
  const headers = {
    "content-type": "application/json",
    "x-api-key": credentials.apiKey,
    authorization: `Bearer ${token}`,
  };
  const stopping = new AbortController();
  const { signal } = stopping;
  let responses = 0;
  const call = async (input: object | undefined) => {
    const body = JSON.stringify(input);
    const response = await fetch(`${url}/trpc/users.list`, {
      method: "POST",
      headers,
      body,
      signal,
    });
    const text = await response.text();
    if (!expected.has(response.status))
      throw new Error(`the attack got ${response.status} ${text}`);
    responses += 1;
    if (!response.ok) await setTimeout(PAUSE, undefined, { signal });
  };
  const attackers = Array.from({ length: CONNECTIONS }, async (_, attacker) => {
    try {
      for (let made = attacker; ; made += 1) await call(inputs[made % inputs.length]);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  });
  const ended = Promise.all(attackers);
  ended.catch(() => {}); // reported when the attack is disposed
  return {
    get responses() {
      return responses;
    },
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await ended;
    },
  };
}
