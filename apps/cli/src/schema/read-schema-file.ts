import { readFile } from "node:fs/promises";
import { extname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { AppError, UserData } from "@roster/contract";
import { type JsonObject, parseExactJson } from "@roster/contract/json";
import { toJsonSchema } from "./to-json-schema.js";

/** What runs, and so may hold a zod schema. */
const modules = new Set([".ts", ".mts", ".cts", ".js", ".mjs", ".cjs"]);

/**
 * The JSON Schema in a file: JSON as it stands, or the one zod schema that a module exports.
 *
 * @throws AppError INVALID, naming the file.
 */
export async function readSchemaFile(file: string, exportName?: string): Promise<JsonObject> {
  const extension = extname(file).toLowerCase();
  const value =
    extension === ".json"
      ? parseExactJson(await readText(file))
      : toJsonSchema(await loadSchema(file, { extension, exportName }), file);
  const parsed = UserData.safeParse(value);
  if (parsed.success) return parsed.data;
  throw refused(file, parsed.error.issues[0]?.message ?? "is not a JSON Schema");
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    throw refused(file, `cannot be read: ${messageOf(cause)}`, cause);
  }
}

async function loadSchema(
  file: string,
  { extension, exportName }: { extension: string; exportName: string | undefined },
): Promise<object> {
  if (!modules.has(extension)) {
    throw refused(file, "is neither JSON (.json) nor a module with a zod schema (.ts, .js, .mjs)");
  }
  const exported: Record<string, unknown> = { ...(await load(file)) };
  const schemas = Object.entries(exported).filter(([, value]) => isSchema(value));
  const byName = exportName ?? (schemas.length > 1 ? "default" : schemas[0]?.[0]);
  const schema = schemas.find(([name]) => name === byName)?.[1];
  if (isSchema(schema)) return schema;
  const names = schemas.map(([name]) => name).join(", ");
  if (schemas.length === 0) throw refused(file, "exports no zod schema");
  if (exportName !== undefined) throw refused(file, `has no schema ${exportName}, but ${names}`);
  throw refused(file, `exports several schemas: choose one by --export of ${names}`);
}

/** Its imports are found from the file's own folder, so its zod is the one that is installed there. */
async function load(file: string): Promise<object> {
  const path = resolve(file);
  await readText(path); // which names a file that is not there better than a loader does
  const { createJiti } = await import("jiti");
  const jiti = createJiti(pathToFileURL(path).href, { fsCache: false, interopDefault: false });
  try {
    return await jiti.import<object>(path);
  } catch (cause) {
    throw refused(file, `cannot be loaded: ${messageOf(cause)}`, cause);
  }
}

/** By the Standard Schema interface, since the file's zod may be another copy than ours. */
function isSchema(value: unknown): value is object {
  return typeof value === "object" && value !== null && "~standard" in value;
}

const messageOf = (cause: unknown) => (cause instanceof Error ? cause.message : String(cause));

function refused(file: string, message: string, cause?: unknown): AppError {
  return new AppError("INVALID", `${file} ${message}`, { cause });
}
