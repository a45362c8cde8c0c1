import { abortable } from "../transport/abortable.js";

/** Bytes in parts of any size: a `Blob.stream()`, a `Response.body`, a readable stream of Node. */
export type ByteSource = ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>;

/** The parts of a source, which is let go at the end, also where not all of it was read. */
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
    stop().catch(() => {}); // not awaited: one that waits for bytes would not come back
  }
}

interface ChunkReader {
  readonly next: () => Promise<IteratorResult<Uint8Array, unknown>>;
  readonly stop: () => Promise<unknown>;
}

/** Not every browser iterates over streams. */
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

/** The stream of what is generated, part by part as it is read. */
export function toStream<Part>(parts: AsyncGenerator<Part, void, undefined>): ReadableStream<Part> {
  return new ReadableStream<Part>(
    {
      async pull(controller) {
        const { done, value } = await parts.next();
        if (done === true) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        await parts.return();
      },
    },
    { highWaterMark: 0 },
  );
}
