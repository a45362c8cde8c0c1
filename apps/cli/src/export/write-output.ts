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
  if (stats && !stats.isFile()) return writeFile({ path, flags: "w" }, chunks);
  return writeAtomically(path, chunks, stats && stats.mode & 0o777);
}

async function writeStdout(chunks: Chunks): Promise<void> {
  const { stdout } = process;
  for await (const chunk of chunks) if (!stdout.write(chunk)) await once(stdout, "drain");
}

/** At any moment the path contains either the complete new file or the old one. No more accounts can read the new one. */
async function writeAtomically(path: string, chunks: Chunks, mode?: number): Promise<void> {
  const partial = join(dirname(path), `.${basename(path)}.${process.pid}.partial`);
  try {
    await writeFile({ path: partial, flags: "wx", mode }, chunks);
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

interface Target {
  readonly path: string;
  readonly flags: "w" | "wx";
  readonly mode?: number | undefined;
}

async function writeFile(target: Target, chunks: Chunks): Promise<void> {
  await using file = await openFile(target);
  await writeTo(file, chunks);
  if (target.flags === "wx") await file.sync();
}

async function openFile({ path, flags, mode }: Target) {
  try {
    return await open(path, flags, mode);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AppError("INVALID", `${path} cannot be written: ${reason}`, { cause });
  }
}
