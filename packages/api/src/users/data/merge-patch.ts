import { invalid, type Issue, type PatchTree } from "@roster/contract";
import { isObjectToken, type JsonText, membersOf, readJsonText } from "@roster/contract/json";

/**
 * Applies a patch to the data. Everything it does not change keeps its tokens and its order; new keys come last.
 *
 * @throws AppError INVALID with the path, if something is set inside a value that is not an object, or if the result
 * is nested too deeply.
 */
export function mergePatch(data: JsonText, tree: PatchTree): JsonText {
  const merged = readJsonText(merge(data.text, tree, ["data"]));
  const [first, ...rest] = merged.issues.map(underData);
  if (first) throw invalid([first, ...rest]);
  return merged;
}

type Path = readonly string[];

function merge(object: string, tree: PatchTree, path: Path): string {
  const members: string[] = [];
  const added = new Map(tree);
  for (const { key, keyToken, valueToken } of membersOf(object)) {
    added.delete(key);
    const node = tree.get(key);
    if (node?.kind === "unset") continue;
    const inner = [...path, key];
    const token = node ? mergeValue(valueToken, node, inner) : valueToken;
    members.push(`${keyToken}:${token}`);
  }
  for (const [key, node] of added) {
    if (node.kind === "unset" || (node.kind === "object" && !node.createIfMissing)) continue;
    members.push(`${JSON.stringify(key)}:${mergeValue("{}", node, [...path, key])}`);
  }
  return `{${members.join(",")}}`;
}

type ValueNode = Exclude<NonNullable<ReturnType<PatchTree["get"]>>, { readonly kind: "unset" }>;

function mergeValue(token: string, node: ValueNode, path: Path): string {
  if (node.kind === "set") return node.token;
  if (isObjectToken(token)) return merge(token, node.children, path);
  if (!node.createIfMissing) return token;
  const message = `is ${describe(token)}, so nothing can be set inside it; unset it in an earlier patch`;
  throw invalid([{ path, message }]);
}

function describe(token: string): string {
  if (token === "null") return "null";
  if (token.startsWith("[")) return "an array";
  if (token.startsWith('"')) return "a string";
  return token === "true" || token === "false" ? "a boolean" : "a number";
}

const underData = ({ path, message }: Issue): Issue => ({ path: ["data", ...path], message });
