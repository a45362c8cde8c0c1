import { abortable } from "../transport/abortable.js";

/** Bytes in chunks of any size: a `Blob.stream()`, a `Response.body`, a readable stream of Node. */
export type ByteSource = ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>;

/** The chunks of a source. Cancels the source at the end, even if it was not read completely. */
export async function* readChunks(
  source: ByteSource,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array, void, undefined> {
  const { next, stop } = openReader(source);
  try {
    for (;;) {
      const result = await abortable<IteratorResult<Uint8Array, unknown>>(signal, (outcome) => {
        next().then(outcome.resolve, outcome.reject);
        return () => {};
      });
      if (result.done === true) return;
      yield result.value;
    }
  } finally {
    stop().catch(() => {}); // not awaited: a source that waits for bytes would block
  }
}

interface ChunkReader {
  readonly next: () => Promise<IteratorResult<Uint8Array, unknown>>;
  readonly stop: () => Promise<unknown>;
}

/** Not every browser can iterate over streams. */
function openReader(source: ByteSource): ChunkReader {
  if ("getReader" in source) {
    const reader = source.getReader();
    return { next: () => toResult(reader.read()), stop: () => reader.cancel() };
  }
  const iterator = source[Symbol.asyncIterator]();
  return {
    next: () => iterator.next(),
    stop: async () => await iterator.return?.(),
  };
}

async function toResult(
  reading: ReturnType<ReadableStreamDefaultReader<Uint8Array>["read"]>,
): Promise<IteratorResult<Uint8Array, unknown>> {
  const { done, value } = await reading;
  return done ? { done, value } : { done, value };
}

/** Converts a generator to a stream that pulls one chunk at a time. */
export function toStream<Chunk>(
  chunks: AsyncGenerator<Chunk, void, undefined>,
): ReadableStream<Chunk> {
  return new ReadableStream<Chunk>(
    {
      async pull(controller) {
        const { done, value } = await chunks.next();
        if (done === true) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        await chunks.return();
      },
    },
    { highWaterMark: 0 },
  );
}
