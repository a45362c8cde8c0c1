import { readFile } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import { AppError, invalid, isAppError, type Issue } from "@roster/contract";
import { type JsonText, parseJsonText } from "@roster/contract/json";
import type { Output } from "../output/output.js";

export const dataFlag = "--data <json|@file|->";
export const dataHelp = "a JSON object, @ and a file path, or - for standard input";

/**
 * Reads the object given by `--data`, or by the flag called `name`.
 *
 * @throws AppError INVALID if it is not JSON, not an object, or cannot be stored.
 */
export async function readData(argument: string, output: Output, name = "data"): Promise<JsonText> {
  if (argument === "-" && process.stdin.isTTY) {
    output.note("Type the JSON, then press Ctrl-D on an empty line.");
  }
  return toData(await readText(argument, name), name);
}

async function readText(argument: string, name: string): Promise<string> {
  if (argument === "-") return decode(await buffer(process.stdin), name, "standard input");
  if (!argument.startsWith("@")) return argument;
  const path = argument.slice(1);
  return decode(await readBytes(path, name), name, path);
}

async function readBytes(path: string, name: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AppError("INVALID", `${name}: ${path} cannot be read: ${reason}`, { cause });
  }
}

/** Strict: a lenient decoder would silently replace invalid bytes. */
function decode(bytes: Uint8Array, name: string, source: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new AppError("INVALID", `${name}: ${source} is not UTF-8`, { cause });
  }
}

function toData(text: string, name: string): JsonText {
  try {
    return parseJsonText(text);
  } catch (error) {
    if (!isAppError(error)) throw error;
    const { details } = error;
    throw invalidData(name, details && "issues" in details ? details.issues : []);
  }
}

/** Reports issues as the server would: by their path in the input of the call. */
function invalidData(name: string, issues: readonly Issue[]): AppError {
  const [first, ...rest] = issues.map(({ path, message }) => ({
    path: [name, ...path],
    message,
  }));
  return invalid([first ?? { path: [name], message: "must be a JSON object" }, ...rest]);
}
