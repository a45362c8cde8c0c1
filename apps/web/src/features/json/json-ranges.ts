import { jsonLanguage } from "@codemirror/lang-json";

type SyntaxNode = ReturnType<typeof jsonLanguage.parser.parse>["topNode"];

/** A range of offsets in a text; `to` is exclusive. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Line and column, counted from 1. */
export function positionAt(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf("\n") + 1;
  return { line: before.split("\n").length, column: offset - lineStart + 1 };
}

/** The inverse of {@link positionAt}. */
export function offsetAt(
  text: string,
  { line, column }: { readonly line: number; readonly column: number },
): number {
  let start = 0;
  for (let before = 1; before < line; before += 1) start = text.indexOf("\n", start) + 1;
  return start + column - 1;
}

/** The range of the value at a path, or of its deepest existing ancestor. */
export function findPath(text: string, path: readonly (string | number)[]): Range {
  let node = jsonLanguage.parser.parse(text).topNode.firstChild;
  let range: Range = firstCharacter(node);
  for (const step of path) {
    const next = typeof step === "number" ? findItem(node, step) : findProperty(text, node, step);
    if (!next) return range;
    range = next.range;
    node = next.value;
  }
  return range;
}

interface Found {
  readonly range: Range;
  readonly value: SyntaxNode | null;
}

function findItem(array: SyntaxNode | null, index: number): Found | undefined {
  const value = array && children(array).filter(isValue)[index];
  return value ? { range: firstCharacter(value), value } : undefined;
}

/** Finds the last of duplicate keys, which is the one rejected. */
function findProperty(text: string, object: SyntaxNode | null, key: string): Found | undefined {
  const properties = object ? object.getChildren("Property") : [];
  const property = properties.findLast((candidate) => nameOf(text, candidate) === key);
  if (!property) return undefined;
  const value = children(property).find(isValue) ?? null;
  return { range: value ? firstCharacter(value) : property, value };
}

function nameOf(text: string, property: SyntaxNode): unknown {
  const name = property.getChild("PropertyName");
  return name ? JSON.parse(text.slice(name.from, name.to)) : undefined;
}

/** Marks objects and arrays only at their opening bracket. */
function firstCharacter(node: SyntaxNode | null): Range {
  if (!node) return { from: 0, to: 0 };
  const isContainer = node.name === "Object" || node.name === "Array";
  return { from: node.from, to: isContainer ? node.from + 1 : node.to };
}

const values = new Set(["Object", "Array", "String", "Number", "True", "False", "Null"]);
const isValue = (node: SyntaxNode) => values.has(node.name);

function children(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) found.push(child);
  return found;
}
