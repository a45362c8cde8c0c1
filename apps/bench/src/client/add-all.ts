import { z } from "zod";
import { freshId, userData } from "../load/user-ids.js";

const CONCURRENCY = 64;

export interface Program {
  readonly url: string;
  readonly apiKey: string;
  readonly apiSecret: string;
}

/** Reads the program's arguments. */
export function readProgram(): Program {
  const [url = "", apiKey = "", apiSecret = ""] = process.argv.slice(2);
  return { url, apiKey, apiSecret };
}

/** Adds the number of users in the arguments, and reports how long it took. */
export async function addAll(
  add: (id: string, data: Record<string, string>) => Promise<unknown>,
): Promise<void> {
  const [count = "", name = ""] = process.argv.slice(5);
  const data = z.record(z.string(), z.string()).parse(JSON.parse(userData));
  let next = 0;
  const work = async () => {
    while (next < Number(count)) {
      next += 1;
      await add(freshId(name, next), data);
    }
  };
  const begun = performance.now();
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
  process.send?.({ seconds: (performance.now() - begun) / 1000 });
}
