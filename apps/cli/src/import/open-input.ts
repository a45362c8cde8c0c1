import { open } from "node:fs/promises";
import type { Readable } from "node:stream";
import { AppError } from "@roster/contract";

/** The bytes of a file or of standard input. */
export interface ImportInput {
  readonly name: string;
  /** The size on disk; absent if it is not known before the end. */
  readonly totalBytes: number | undefined;
  /** How many of `totalBytes` were read so far. */
  readonly bytesRead: () => number;
  readonly chunks: AsyncIterable<Buffer>;
}

/** Small, so that reading stays close to what the server has confirmed. */
const CHUNK_BYTES = 256 * 1024;

/**
 * Opens a file, or standard input for `-`.
 *
 * @throws AppError INVALID if it cannot be opened.
 */
export async function openInput(argument: string): Promise<ImportInput> {
  const isStdin = argument === "-";
  const name = isStdin ? "standard input" : argument;
  const { stream, size } = isStdin
    ? { stream: process.stdin, size: undefined }
    : await openFile(argument);
  let bytesRead = 0;
  async function* countBytes(): AsyncGenerator<Buffer, void, undefined> {
    for await (const chunk of asBuffers(stream)) {
      bytesRead += chunk.length;
      yield chunk;
    }
  }
  return { name, totalBytes: size, bytesRead: () => bytesRead, chunks: countBytes() };
}

async function openFile(path: string): Promise<{ stream: Readable; size: number | undefined }> {
  try {
    const file = await open(path);
    const stats = await file.stat();
    const stream = file.createReadStream({ highWaterMark: CHUNK_BYTES });
    return { stream, size: stats.isFile() ? stats.size : undefined };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AppError("INVALID", `${path} cannot be read: ${reason}`, { cause });
  }
}

const asBuffers = (stream: Readable): AsyncIterable<Buffer> => stream;
