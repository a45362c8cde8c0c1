import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { AppError } from "@roster/contract";
import { generateMasterKey } from "./secret-box.js";

/** The master key kept in `path`, made there (mode 0600) by whichever process comes first. */
export function readOrCreateMasterKey(path: string): string {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    // Atomic: `wx` fails where the file exists.
    writeFileSync(path, `${generateMasterKey()}\n`, { mode: 0o600, flag: "wx" });
  } catch (cause) {
    if (!isFileExists(cause)) {
      throw new AppError(
        "UNAVAILABLE",
        `The master key ${path} cannot be written: ${String(cause)}`,
        {
          cause,
        },
      );
    }
  }
  return readFileSync(path, "utf8").trim();
}

function isFileExists(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EEXIST";
}
