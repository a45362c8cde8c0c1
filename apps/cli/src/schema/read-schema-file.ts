import { readFile } from "node:fs/promises";
import { extname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { AppError } from "@roster/contract";
import { type JsonText, parseJsonText, toJsonText } from "@roster/contract/json";
import { toJsonSchema } from "./to-json-schema.js";

/** Extensions of modules, which can export a zod schema. */
const modules = new Set([".ts", ".mts", ".cts", ".js", ".mjs", ".cjs"]);

/**
 * Reads a JSON Schema from a JSON file, or from the zod schema that a module exports.
 *
 * @throws AppError INVALID, naming the file.
 */
export async function readSchemaFile(file: string, exportName?: string): Promise<JsonText> {
  const extension = extname(file).toLowerCase();
  if (extension === ".json") return parseSchema(await readText(file), file);
  const schema = toJsonText(toJsonSchema(await loadSchema(file, { extension, exportName }), file));
  if (schema.issues[0]) throw invalidFile(file, schema.issues[0].message);
  return schema;
}

function parseSchema(text: string, file: string): JsonText {
  try {
    return parseJsonText(text);
  } catch (cause) {
    throw invalidFile(file, `is not a JSON Schema: ${messageOf(cause)}`, cause);
  }
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    throw invalidFile(file, `cannot be read: ${messageOf(cause)}`, cause);
  }
}

async function loadSchema(
  file: string,
  { extension, exportName }: { extension: string; exportName: string | undefined },
): Promise<object> {
  if (!modules.has(extension)) {
    throw invalidFile(
      file,
      "is neither JSON (.json) nor a module with a zod schema (.ts, .js, .mjs)",
    );
  }
  const exported: Record<string, unknown> = { ...(await load(file)) };
  const schemas = Object.entries(exported).filter(([, value]) => isSchema(value));
  const byName = exportName ?? (schemas.length > 1 ? "default" : schemas[0]?.[0]);
  const schema = schemas.find(([name]) => name === byName)?.[1];
  if (isSchema(schema)) return schema;
  const names = schemas.map(([name]) => name).join(", ");
  if (schemas.length === 0) throw invalidFile(file, "exports no zod schema");
  if (exportName !== undefined)
    throw invalidFile(file, `exports no schema ${exportName}, only ${names}`);
  throw invalidFile(file, `exports several schemas: choose one with --export (${names})`);
}

/** Resolves imports from the file's folder, so that it uses the zod installed there. */
async function load(file: string): Promise<object> {
  const path = resolve(file);
  await readText(path); // reports a missing file better than the loader does
  const { createJiti } = await import("jiti");
  const jiti = createJiti(pathToFileURL(path).href, { fsCache: false, interopDefault: false });
  try {
    return await jiti.import<object>(path);
  } catch (cause) {
    throw invalidFile(file, `cannot be loaded: ${messageOf(cause)}`, cause);
  }
}

/** By the Standard Schema interface, as the file may use another copy of zod. */
function isSchema(value: unknown): value is object {
  return typeof value === "object" && value !== null && "~standard" in value;
}

const messageOf = (cause: unknown) => (cause instanceof Error ? cause.message : String(cause));

function invalidFile(file: string, message: string, cause?: unknown): AppError {
  return new AppError("INVALID", `${file} ${message}`, { cause });
}
