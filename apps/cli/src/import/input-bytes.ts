import { open } from "node:fs/promises";
import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { AppError, isAppError } from "@roster/contract";

/** What is to be read, unpacked where it is gzip. */
export interface InputBytes {
  readonly name: string;
  /** As it lies on the disk; absent where nobody knows before the end. */
  readonly totalBytes: number | undefined;
  /** Of `totalBytes`, how many were read by now. */
  readonly bytesRead: () => number;
  readonly chunks: AsyncIterable<Buffer>;
}

/** Few enough that little is read ahead of what the server has answered. */
const CHUNK_BYTES = 256 * 1024;

/**
 * Opens a file, or standard input for `-`.
 *
 * @throws AppError INVALID where it cannot be read, now or while its chunks are.
 */
export async function openInput(argument: string): Promise<InputBytes> {
  const isStdin = argument === "-";
  const name = isStdin ? "standard input" : argument;
  const { stream, size } = isStdin
    ? { stream: process.stdin, size: undefined }
    : await openFile(argument);
  let bytesRead = 0;
  async function* counted(): AsyncGenerator<Buffer, void, undefined> {
    for await (const chunk of asBuffers(stream)) {
      bytesRead += chunk.length;
      yield chunk;
    }
  }
  const chunks = explained(unpacked(counted()), name);
  return { name, totalBytes: size, bytesRead: () => bytesRead, chunks };
}

async function openFile(path: string): Promise<{ stream: Readable; size: number | undefined }> {
  try {
    const file = await open(path);
    const facts = await file.stat();
    const stream = file.createReadStream({ highWaterMark: CHUNK_BYTES });
    return { stream, size: facts.isFile() ? facts.size : undefined };
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

const asBuffers = (stream: Readable): AsyncIterable<Buffer> => stream;

/** @see RFC 1952 §2.3.1 */
const isGzip = (head: Buffer) => head[0] === 0x1f && head[1] === 0x8b;

/** By content, not by name. */
async function* unpacked(
  chunks: AsyncGenerator<Buffer, void, undefined>,
): AsyncGenerator<Buffer, void, undefined> {
  let head: Buffer = Buffer.alloc(0);
  while (head.length < 2) {
    const next = await chunks.next();
    if (next.done === true) break;
    head = Buffer.concat([head, next.value]);
  }
  async function* whole() {
    if (head.length > 0) yield head;
    yield* chunks;
  }
  // A failure of one end destroys the other, whose reader gets it.
  if (isGzip(head)) yield* asBuffers(pipeline(Readable.from(whole()), createGunzip(), () => {}));
  else yield* whole();
}

async function* explained(chunks: AsyncIterable<Buffer>, name: string): AsyncGenerator<Buffer> {
  try {
    yield* chunks;
  } catch (cause) {
    throw isAppError(cause) ? cause : unreadable(name, cause);
  }
}

function unreadable(name: string, cause: unknown): AppError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new AppError("INVALID", `${name} cannot be read: ${reason}`, { cause });
}
