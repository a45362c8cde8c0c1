import { randomUUID } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import { AppError } from "@roster/contract";
import { generateMasterKey } from "./master-keys.js";

/**
 * Returns a function that reads the master keys from `path` on each call. Creates the file (mode 0600) if it
 * does not exist; if several processes start at once, the first one wins.
 */
export function openMasterKeyFile(path: string): () => string {
  const read = () => readMasterKeyFile(path);
  if (existsSync(path)) return read; // its folder may be read-only
  writeDraft(path, generateMasterKey(), (draft) => {
    try {
      // Atomic: linking fails if the file exists, and no process ever reads a half-written file.
      linkSync(draft, path);
    } catch (error) {
      if (!isAlreadyExists(error)) throw error;
    }
  });
  return read;
}

export function readMasterKeyFile(path: string): string {
  return readFileSync(path, "utf8").trim();
}

/** Replaces the master keys atomically and durably. */
export function replaceMasterKeyFile(path: string, keys: readonly string[]): void {
  writeDraft(path, keys.join("\n"), (draft) => renameSync(draft, path));
  sync(dirname(path)); // makes the rename durable
}

function writeDraft(path: string, content: string, use: (draft: string) => void): void {
  const draft = `${path}.${randomUUID()}`;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(draft, `${content}\n`, { mode: 0o600 });
    sync(draft);
    use(draft);
  } catch (cause) {
    const message = `Cannot write the master key file ${path}: ${String(cause)}`;
    throw new AppError("UNAVAILABLE", message, { cause });
  } finally {
    rmSync(draft, { force: true });
  }
}

function sync(path: string): void {
  const file = openSync(path, "r");
  fsyncSync(file);
  closeSync(file);
}

function isAlreadyExists(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EEXIST";
}
