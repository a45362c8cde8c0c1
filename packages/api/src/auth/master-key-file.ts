import { randomUUID } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { AppError } from "@roster/contract";
import { generateMasterKey } from "./secret-box.js";

/** The master key kept in `path`, made there (mode 0600) by whichever process comes first. */
export function readOrCreateMasterKey(path: string): string {
  const draft = `${path}.${randomUUID()}`;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(draft, `${generateMasterKey()}\n`, { mode: 0o600 });
    // Atomic: a link fails where the file exists, and nobody ever reads a file that is half written.
    linkSync(draft, path);
  } catch (cause) {
    if (!isFileExists(cause)) {
      const message = `The master key ${path} cannot be written: ${String(cause)}`;
      throw new AppError("UNAVAILABLE", message, { cause });
    }
  } finally {
    rmSync(draft, { force: true });
  }
  return readFileSync(path, "utf8").trim();
}

function isFileExists(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EEXIST";
}
