import { once } from "node:events";
import { open, realpath, rename, rm, stat, writeFile as writeTo } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { AppError } from "@roster/contract";

type Chunks = AsyncIterable<Uint8Array>;

/** Writes to standard output for `-`, otherwise to a file. */
export async function writeOutput(target: string, chunks: Chunks): Promise<void> {
  if (target === "-") return writeStdout(chunks);
  const path = await realpath(target).catch(() => target);
  const stats = await stat(path).catch(() => undefined);
  // Devices and pipes are written to, not replaced.
  if (stats && !stats.isFile()) return writeFile(path, "w", chunks);
  return writeAtomically(path, chunks);
}

async function writeStdout(chunks: Chunks): Promise<void> {
  const { stdout } = process;
  for await (const chunk of chunks) if (!stdout.write(chunk)) await once(stdout, "drain");
}

/** At any moment the path contains either the complete new file or the old one. */
async function writeAtomically(path: string, chunks: Chunks): Promise<void> {
  const partial = join(dirname(path), `.${basename(path)}.${process.pid}.partial`);
  try {
    await writeFile(partial, "wx", chunks);
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

async function writeFile(path: string, flags: "w" | "wx", chunks: Chunks): Promise<void> {
  await using file = await openFile(path, flags);
  await writeTo(file, chunks);
  if (flags === "wx") await file.sync();
}

async function openFile(path: string, flags: string) {
  try {
    return await open(path, flags);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AppError("INVALID", `${path} cannot be written: ${reason}`, { cause });
  }
}
