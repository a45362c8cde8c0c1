import { findPatchIssues, type Issue } from "@roster/contract";
import type { JsonObject } from "@roster/contract/json";
import { checkJson, type JsonProblem, locateIssues } from "@/features/json/check-json";
import { bulkTexts } from "@/features/users/bulk/texts";
import type { DataPatch } from "./patch-rows";

/** Parses a patch from typed JSON with the server's rules. */
export function parsePatchJson(
  text: string,
):
  | { readonly patch: DataPatch; readonly problems?: never }
  | { readonly patch?: never; readonly problems: readonly JsonProblem[] } {
  const { data, problems } = checkJson(text);
  if (!data) return { problems };
  const patch = toPatch(data);
  const issues = patch ? findPatchIssues(patch) : [...shapeIssues(data)];
  if (patch && issues.length === 0) return { patch };
  return { problems: locateIssues(text, issues) };
}

function toPatch(data: JsonObject): DataPatch | undefined {
  if (shapeIssues(data).length > 0) return undefined;
  const { set, unset } = data;
  return {
    ...(isObject(set) && { set }),
    ...(isStrings(unset) && { unset }),
  };
}

function shapeIssues({ set, unset, ...others }: JsonObject): Issue[] {
  return [
    ...(set === undefined || isObject(set)
      ? []
      : [{ path: ["set"], message: bulkTexts.notAnObject }]),
    ...(unset === undefined || isStrings(unset)
      ? []
      : [{ path: ["unset"], message: bulkTexts.notPaths }]),
    ...Object.keys(others).map((key) => ({ path: [key], message: bulkTexts.unknownKey })),
  ];
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isStrings = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((path) => typeof path === "string");
