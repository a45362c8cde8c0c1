import { findPatchIssues, type Issue } from "@roster/contract";
import { isObjectToken } from "@roster/contract/json";
import { checkJson, type JsonProblem, locateIssues } from "@/features/json/check-json";
import { bulkTexts } from "@/features/users/bulk/texts";
import { entriesOf } from "@/lib/json";
import { type DataPatch, toPatchInput } from "./patch-rows";

/** Parses a patch from typed JSON with the server's rules. */
export function parsePatchJson(
  text: string,
):
  | { readonly patch: DataPatch; readonly problems?: never }
  | { readonly patch?: never; readonly problems: readonly JsonProblem[] } {
  const { data, problems } = checkJson(text);
  if (!data) return { problems };
  const { patch, issues } = toPatch(entriesOf(data.text));
  const found = issues.length > 0 ? issues : findPatchIssues(toPatchInput(patch));
  return found.length === 0 ? { patch } : { problems: locateIssues(text, found) };
}

function toPatch(entries: Map<string, string>) {
  const patch: { -readonly [Key in keyof DataPatch]: DataPatch[Key] } = {};
  const issues: Issue[] = [];
  for (const [key, token] of entries) {
    const value: unknown = JSON.parse(token);
    if (key === "set" && isObjectToken(token)) patch.set = token;
    else if (key === "unset" && isStrings(value)) patch.unset = value;
    else issues.push({ path: [key], message: messages.get(key) ?? bulkTexts.unknownKey });
  }
  return { patch, issues };
}

const messages = new Map([
  ["set", bulkTexts.notAnObject],
  ["unset", bulkTexts.notPaths],
]);

const isStrings = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((path) => typeof path === "string");
