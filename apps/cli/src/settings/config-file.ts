import { readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { AppError } from "@roster/contract";
import { formatPath, parseExactJson } from "@roster/contract/json";
import { z } from "zod";

/** The form of a config file, and of the file that a server keeps its first app's credentials in. */
const Config = z.strictObject({
  url: z.string().optional(),
  apiKey: z.string().optional(),
  apiSecret: z.string().optional(),
});
export type Config = z.infer<typeof Config>;

/** In each folder, the first that exists; a server writes the second. */
export const fileNames = ["roster.json", join(".data", "roster.json")] as const;

/** The nearest config file: in `folder`, then in each folder above it, then the account's own. */
export function findConfigFile(folder: string, accountFile: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    const found = fileNames.map((name) => join(at, name)).find(isFile);
    if (found !== undefined) return found;
    if (dirname(at) === at) return isFile(accountFile) ? accountFile : undefined;
  }
}

/** @throws AppError INVALID, naming the file and the place in it. */
export function readConfigFile(path: string): Config {
  const parsed = Config.safeParse(parse(path, read(path)));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw unfit(path, `${formatPath(issue?.path.map(String) ?? [])} ${issue?.message}`.trim());
}

/** Whether other accounts of this machine can read or change the file. */
export function isOpenToOthers(path: string): boolean {
  // Windows has no such bits; Node makes them up.
  return process.platform !== "win32" && (statSync(path).mode & 0o077) !== 0;
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false; // not there, or in a folder that this account may not enter
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
    return parseExactJson(text);
  } catch (cause) {
    throw unfit(path, reason(cause), cause);
  }
}

const reason = (error: unknown) => (error instanceof Error ? error.message : String(error));

function unfit(path: string, why: string, cause?: unknown): AppError {
  const form = '{ "url": "…", "apiKey": "…", "apiSecret": "…" }';
  return new AppError(
    "INVALID",
    `${path} is not a config file of Roster (${why}). It has the form ${form}; --config names another.`,
    { cause },
  );
}
