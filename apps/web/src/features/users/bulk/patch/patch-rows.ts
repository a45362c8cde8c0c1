import { findPatchIssues } from "@roster/contract";
import { membersOf, stringifyJson, trustedJsonText } from "@roster/contract/json";
import { toObjectToken } from "@/lib/json";
import { type ParsedInput, parseJsonInput } from "@/features/data-form/model/parse-input";
import { formatJson } from "@/features/json/format-json";
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
  /** The token of an object. */
  readonly set?: string;
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
  const values = new Map<string, string>();
  for (const { key, kind, path, value } of given) {
    if (path.trim() === "") problems.set(key, bulkTexts.noPath);
    if (kind === "unset") continue;
    const typed = parseValue(value);
    if (typed.message !== undefined) problems.set(key, typed.message);
    else if (values.has(path.trim())) problems.set(key, bulkTexts.setTwice);
    else values.set(path.trim(), typed.token);
  }
  const unset = given.filter(({ kind }) => kind === "unset");
  const patch = {
    ...(values.size > 0 && { set: toObjectToken(values) }),
    ...(unset.length > 0 && { unset: unset.map(({ path }) => path.trim()) }),
  };
  if (problems.size > 0) return { problems };
  for (const { path, message } of findPatchIssues(toPatchInput(patch))) {
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

/** A patch as calls accept it. */
export const toPatchInput = ({ set, unset }: DataPatch) => ({
  ...(set !== undefined && { set: trustedJsonText(set) }),
  ...(unset && { unset: [...unset] }),
});

/** A patch as indented JSON. */
export const formatPatch = (patch: DataPatch = { set: "{}", unset: [] }): string =>
  formatJson(stringifyJson(toPatchInput(patch)));

/** Parses what looks like JSON, so that syntax errors in it are reported; anything else is a string. */
function parseValue(text: string): ParsedInput {
  const isJson =
    /^\s*(?:[[{"]|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?\s*$|(?:true|false|null)\s*$)/i.test(
      text,
    );
  return parseJsonInput(isJson ? text : JSON.stringify(text));
}

/** Converts a patch to rows. */
export function toPatchRows({ set = "{}", unset = [] }: DataPatch): PatchRow[] {
  const sets = Array.from(membersOf(set), ({ key, valueToken }) => ({
    kind: "set" as const,
    path: key,
    value: valueToken,
  }));
  const unsets = unset.map((path) => ({ kind: "unset" as const, path, value: "" }));
  return [...sets, ...unsets].map((row, key) => ({ ...row, key }));
}
