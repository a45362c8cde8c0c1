import { findPatchIssues } from "@roster/contract";
import type { JsonObject, JsonValue } from "@roster/contract/json";
import { parseJsonInput } from "@/features/data-form/model/parse-input";
import { bulkTexts } from "../texts";

/** A change of a place of the data, as it is typed. */
export interface PatchRow {
  readonly key: number;
  readonly kind: "set" | "unset";
  readonly path: string;
  /** JSON, or a text as it stands. */
  readonly value: string;
}

/** What is to become of each user's data. */
export interface DataPatch {
  readonly set?: JsonObject;
  readonly unset?: readonly string[];
}

export type ParsedPatchRows =
  | { readonly patch: DataPatch; readonly problems?: never }
  /** Where it is a row's: by the row's key. */
  | { readonly patch?: never; readonly problems: ReadonlyMap<number, string> };

/** Rows of which nothing is typed are passed over. */
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
  for (const { path: place, message } of findPatchIssues(patch)) {
    const row = rowAt(given, unset, place) ?? rows[0];
    if (row && !problems.has(row.key)) problems.set(row.key, message);
  }
  return problems.size > 0 ? { problems } : { patch };
}

function rowAt(
  given: readonly PatchRow[],
  unset: readonly PatchRow[],
  [root, place]: readonly (string | number)[],
): PatchRow | undefined {
  if (root === "unset") return unset[Number(place)];
  return given.find(({ kind, path }) => kind === "set" && path.trim() === place);
}

/** JSON where it is or begins as JSON, so that a slip in it is told; any other text is that text. */
function parseValue(text: string) {
  const isJson =
    /^\s*(?:[[{"]|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?\s*$|(?:true|false|null)\s*$)/i.test(
      text,
    );
  return isJson ? parseJsonInput(text) : { value: text };
}

/** The patch as rows; none where it is more than rows can show. */
export function toPatchRows({ set = {}, unset = [] }: DataPatch): PatchRow[] {
  const sets = Object.entries(set).map(([path, value]) => ({
    kind: "set" as const,
    path,
    value: JSON.stringify(value),
  }));
  const unsets = unset.map((path) => ({ kind: "unset" as const, path, value: "" }));
  return [...sets, ...unsets].map((row, key) => ({ ...row, key }));
}
