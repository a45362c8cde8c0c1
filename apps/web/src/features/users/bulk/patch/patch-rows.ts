import { findPatchIssues } from "@roster/contract";
import type { JsonObject, JsonValue } from "@roster/contract/json";
import { parseJsonInput } from "@/features/data-form/model/parse-input";
import { bulkTexts } from "../texts";

/** A change as typed. */
export interface PatchRow {
  readonly key: number;
  readonly kind: "set" | "unset";
  readonly path: string;
  /** JSON or a plain string. */
  readonly value: string;
}

/** The patch applied to each user's data. */
export interface DataPatch {
  readonly set?: JsonObject;
  readonly unset?: readonly string[];
}

export type ParsedPatchRows =
  | { readonly patch: DataPatch; readonly problems?: never }
  /** Keyed by row. */
  | { readonly patch?: never; readonly problems: ReadonlyMap<number, string> };

/** Ignores empty rows. */
export function parsePatchRows(rows: readonly PatchRow[]): ParsedPatchRows {
  const problems = new Map<number, string>();
  const given = rows.filter(({ path, value }) => path.trim() !== "" || value !== "");
  const values = new Map<string, JsonValue>();
  for (const { key, kind, path, value } of given) {
    if (path.trim() === "") problems.set(key, bulkTexts.noPath);
    if (kind === "unset") continue;
    const typed = parseValue(value);
    if (typed.message !== undefined) problems.set(key, typed.message);
    else if (values.has(path.trim())) problems.set(key, bulkTexts.setTwice);
    else values.set(path.trim(), typed.value ?? null);
  }
  const unset = given.filter(({ kind }) => kind === "unset");
  const patch = {
    ...(values.size > 0 && { set: Object.fromEntries(values) }),
    ...(unset.length > 0 && { unset: unset.map(({ path }) => path.trim()) }),
  };
  if (problems.size > 0) return { problems };
  for (const { path, message } of findPatchIssues(patch)) {
    const row = rowAt(given, unset, path) ?? rows[0];
    if (row && !problems.has(row.key)) problems.set(row.key, message);
  }
  return problems.size > 0 ? { problems } : { patch };
}

function rowAt(
  given: readonly PatchRow[],
  unset: readonly PatchRow[],
  [root, key]: readonly (string | number)[],
): PatchRow | undefined {
  if (root === "unset") return unset[Number(key)];
  return given.find(({ kind, path }) => kind === "set" && path.trim() === key);
}

/** Parses what looks like JSON, so that syntax errors in it are reported; anything else is a string. */
function parseValue(text: string) {
  const isJson =
    /^\s*(?:[[{"]|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?\s*$|(?:true|false|null)\s*$)/i.test(
      text,
    );
  return isJson ? parseJsonInput(text) : { value: text };
}

/** Converts a patch to rows. */
export function toPatchRows({ set = {}, unset = [] }: DataPatch): PatchRow[] {
  const sets = Object.entries(set).map(([path, value]) => ({
    kind: "set" as const,
    path,
    value: JSON.stringify(value),
  }));
  const unsets = unset.map((path) => ({ kind: "unset" as const, path, value: "" }));
  return [...sets, ...unsets].map((row, key) => ({ ...row, key }));
}
