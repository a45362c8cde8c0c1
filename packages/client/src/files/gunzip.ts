import { readChunks, toStream } from "./byte-source.js";
import { concat } from "./concat.js";

/** @see RFC 1952 §2.3.1 */
const isGzip = (head: Uint8Array) => head[0] === 0x1f && head[1] === 0x8b;

/** Decompresses the chunks if their content is gzip. */
export async function* gunzip(
  chunks: AsyncGenerator<Uint8Array, void, undefined>,
): AsyncGenerator<Uint8Array, void, undefined> {
  let head: Uint8Array = new Uint8Array();
  while (head.length < 2) {
    const next = await chunks.next();
    if (next.done === true) break;
    head = concat([head, next.value]);
  }
  async function* whole() {
    if (head.length > 0) yield head;
    yield* chunks;
  }
  if (!isGzip(head)) return yield* whole();
  const compressed = toStream(copyChunks(whole()));
  yield* readChunks(compressed.pipeThrough(new DecompressionStream("gzip")));
}

/** Web streams do not accept shared memory. */
async function* copyChunks(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  for await (const chunk of chunks) yield new Uint8Array(chunk);
}
