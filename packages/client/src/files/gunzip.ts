import { readChunks, toStream } from "./byte-source.js";
import { concat } from "./concat.js";

/** @see RFC 1952 §2.3.1 */
const isGzip = (head: Uint8Array) => head[0] === 0x1f && head[1] === 0x8b;

/** The parts, unpacked where they are gzip, which their content says. */
export async function* gunzip(
  parts: AsyncGenerator<Uint8Array, void, undefined>,
): AsyncGenerator<Uint8Array, void, undefined> {
  let head: Uint8Array = new Uint8Array();
  while (head.length < 2) {
    const next = await parts.next();
    if (next.done === true) break;
    head = concat([head, next.value]);
  }
  async function* whole() {
    if (head.length > 0) yield head;
    yield* parts;
  }
  if (!isGzip(head)) return yield* whole();
  const packed = toStream(copyChunks(whole()));
  yield* readChunks(packed.pipeThrough(new DecompressionStream("gzip")));
}

/** No stream of the web takes memory that is shared. */
async function* copyChunks(
  parts: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  for await (const part of parts) yield new Uint8Array(part);
}
