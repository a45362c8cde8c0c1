import { invalid, type Issue, type PatchNode, type PatchTree } from "@roster/contract";
import { endOfValue, type JsonText, readJsonText, walkJson } from "@roster/contract/json";

const OPENING_BRACE = "{".charCodeAt(0);

/**
 * Applies a patch to the data. Everything it does not change keeps its tokens and its order; new keys come last.
 *
 * @throws AppError INVALID with the path, if something is set inside a value that is not an object, or if the result
 * is nested too deeply.
 */
export function mergePatch(data: JsonText, tree: PatchTree): JsonText {
  const merged = readJsonText(new Merger(data.text).merge(0, tree).object);
  const [first, ...rest] = merged.issues.map(underData);
  if (first) throw invalid([first, ...rest]);
  return merged;
}

/** An object's text, and where it ended in the text before. */
interface Merged {
  readonly object: string;
  readonly end: number;
}

/** Merges patches into the objects of one text. */
class Merger {
  readonly #text: string;
  readonly #path = ["data"];

  constructor(text: string) {
    this.#text = text;
  }

  merge(start: number, tree: PatchTree): Merged {
    const members: string[] = [];
    const added = new Map(tree);
    const end = walkJson(this.#text, start, (name, at) => {
      const key = String(name);
      added.delete(key);
      const value = this.#mergeValue(at, key, tree.get(key));
      if (value.token !== undefined) members.push(`${JSON.stringify(key)}:${value.token}`);
      return value.end;
    });
    for (const [key, node] of added) {
      const token = newToken(node);
      if (token !== undefined) members.push(`${JSON.stringify(key)}:${token}`);
    }
    return { object: `{${members.join(",")}}`, end };
  }

  /** The token is undefined if the value is unset. */
  #mergeValue(at: number, key: string, node: PatchNode | undefined) {
    const text = this.#text;
    if (node?.kind === "object" && text.charCodeAt(at) === OPENING_BRACE) {
      this.#path.push(key);
      const { object, end } = this.merge(at, node.children);
      this.#path.pop();
      return { token: object, end };
    }
    const end = endOfValue(text, at);
    if (node?.kind === "unset") return { token: undefined, end };
    const token = node?.kind === "set" ? node.token : text.slice(at, end);
    if (node?.kind !== "object" || !node.createIfMissing) return { token, end };
    const message =
      "is not an object, so nothing can be set inside it; unset it in an earlier patch";
    throw invalid([{ path: [...this.#path, key], message }]);
  }
}

/** The token of a value that was missing; undefined if it still is. */
function newToken(node: PatchNode): string | undefined {
  if (node.kind === "set") return node.token;
  if (node.kind === "unset" || !node.createIfMissing) return undefined;
  return new Merger("{}").merge(0, node.children).object;
}

const underData = ({ path, message }: Issue): Issue => ({ path: ["data", ...path], message });
