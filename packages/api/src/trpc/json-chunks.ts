import { JsonStream, stringifyJson } from "@roster/contract/json";

/** The JSON of a call's result in pieces: of a stream as it is read, and otherwise in one. */
export async function* toJsonChunks(result: unknown): AsyncGenerator<string, void> {
  const stream = streamOf(result);
  if (!stream) {
    yield stringifyJson(result);
    return;
  }
  yield '{"result":{"data":';
  yield* stream.chunks;
  yield "}}";
}

/** The results of a batch as one array. */
export async function* toArrayChunks(results: readonly unknown[]): AsyncGenerator<string, void> {
  for (const [index, result] of results.entries()) {
    yield index === 0 ? "[" : ",";
    yield* toJsonChunks(result);
  }
  yield "]";
}

/** The stream that a call returned instead of a value. */
export function streamOf(result: unknown): JsonStream | undefined {
  if (typeof result !== "object" || result === null || !("result" in result)) return undefined;
  const { result: inner } = result;
  const data = typeof inner === "object" && inner !== null && "data" in inner ? inner.data : null;
  return data instanceof JsonStream ? data : undefined;
}
