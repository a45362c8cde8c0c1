import { open } from "node:fs/promises";
import type { Readable } from "node:stream";
import { AppError } from "@roster/contract";

/** What is to be read, as it lies there. */
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
 * @throws AppError INVALID where it cannot be opened.
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
  return { name, totalBytes: size, bytesRead: () => bytesRead, chunks: counted() };
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

function unreadable(name: string, cause: unknown): AppError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new AppError("INVALID", `${name} cannot be read: ${reason}`, { cause });
}
