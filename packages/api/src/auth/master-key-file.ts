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
 * Reads the master keys kept in `path`, anew with each call. The file is made now where there is none
 * (mode 0600), by whichever process comes first.
 */
export function openMasterKeyFile(path: string): () => string {
  const read = () => readMasterKeyFile(path);
  if (existsSync(path)) return read; // its folder may be one that cannot be written
  writeDraft(path, generateMasterKey(), (draft) => {
    try {
      // Atomic: a link fails where the file exists, and nobody ever reads a file that is half written.
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

/** Puts these master keys in the place of those that were there: all of them or none, and on disk. */
export function replaceMasterKeyFile(path: string, keys: readonly string[]): void {
  writeDraft(path, keys.join("\n"), (draft) => renameSync(draft, path));
  sync(dirname(path)); // the name is on disk with its folder
}

function writeDraft(path: string, text: string, use: (draft: string) => void): void {
  const draft = `${path}.${randomUUID()}`;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(draft, `${text}\n`, { mode: 0o600 });
    sync(draft);
    use(draft);
  } catch (cause) {
    const message = `The master key ${path} cannot be written: ${String(cause)}`;
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
