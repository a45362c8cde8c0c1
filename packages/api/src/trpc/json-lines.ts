import { stringifyJson } from "@roster/contract/json";
import { streamOf, toJsonChunks } from "./json-chunks.js";

/** The kind of value that a chunk fills in, and its outcome. */
const PROMISE = 0;
const FULFILLED = 0;

/**
 * The results of a batch in tRPC's streaming format, each as soon as it is ready. The first line announces one
 * chunk per call; every further line is `[chunk, outcome, [[result]]]`. The promises must not reject.
 *
 * @see https://trpc.io/docs/client/links/httpBatchStreamLink
 */
export async function* toJsonLines(
  results: readonly Promise<unknown>[],
): AsyncGenerator<string, void> {
  const head = results.map((_, chunk) => [chunk, [[0], [null, PROMISE, chunk]]] as const);
  yield `${JSON.stringify(Object.fromEntries(head))}\n`;
  const pending = new Map(
    results.map((result, chunk) => [chunk, result.then((value) => ({ chunk, value }))]),
  );
  while (pending.size > 0) {
    const { chunk, value } = await Promise.race(pending.values());
    pending.delete(chunk);
    if (!streamOf(value)) {
      yield `${stringifyJson([chunk, FULFILLED, [[value]]])}\n`;
      continue;
    }
    yield `[${chunk},${FULFILLED},[[`;
    yield* toJsonChunks(value);
    yield "]]]\n";
  }
}
