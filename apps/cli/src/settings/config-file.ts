import { readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { AppError } from "@roster/contract";
import { formatPath, parseJson } from "@roster/contract/json";
import { z } from "zod";

/** A config file. A server writes the credentials of its first app in the same format. */
const Config = z.strictObject({
  url: z.string().optional(),
  apiKey: z.string().optional(),
  apiSecret: z.string().optional(),
});
export type Config = z.infer<typeof Config>;

/** The first that exists in a folder wins. A server writes the second. */
export const configFileNames = ["roster.json", join(".data", "roster.json")] as const;

/** The nearest config file: in `folder`, in its parents, then the account's own. */
export function findConfigFile(folder: string, userFile: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    const found = configFileNames.map((name) => join(at, name)).find(isFile);
    if (found !== undefined) return found;
    if (dirname(at) === at) return isFile(userFile) ? userFile : undefined;
  }
}

/** @throws AppError INVALID, naming the file and the path in it. */
export function readConfigFile(path: string): Config {
  const parsed = Config.safeParse(parse(path, read(path)));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw invalidConfig(
    path,
    `${formatPath(issue?.path.map(String) ?? [])} ${issue?.message}`.trim(),
  );
}

/** Whether other accounts on this machine can read or change the file. */
export function isReadableByOthers(path: string): boolean {
  // On Windows, Node makes these bits up.
  return process.platform !== "win32" && (statSync(path).mode & 0o077) !== 0;
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false; // missing, or in a folder without access
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    throw new AppError("INVALID", `The config file ${path} cannot be read: ${reason(cause)}`, {
      cause,
    });
  }
}

function parse(path: string, text: string): unknown {
  try {
    return parseJson(text);
  } catch (cause) {
    throw invalidConfig(path, reason(cause), cause);
  }
}

const reason = (error: unknown) => (error instanceof Error ? error.message : String(error));

function invalidConfig(path: string, why: string, cause?: unknown): AppError {
  const form = '{ "url": "…", "apiKey": "…", "apiSecret": "…" }';
  return new AppError(
    "INVALID",
    `${path} is not a Roster config file (${why}). Expected ${form}. Use --config to choose another file.`,
    { cause },
  );
}
