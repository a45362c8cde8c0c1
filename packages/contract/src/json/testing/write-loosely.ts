/** `value` as JSON, with `gaps` used in turn between its tokens, and some characters escaped. */
export function writeLoosely(value: unknown, gaps: readonly string[]): string {
  let turn = 0;
  const gap = () => gaps[turn++ % gaps.length] ?? "";
  const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
  const quoted = (text: string) =>
    JSON.stringify(text).replaceAll(/\\.[0-9a-f]{0,4}|[^"\\]/g, (unit) =>
      unit.length === 1 && turn++ % 3 === 0 ? escaped(unit) : unit,
    );
  const padded = (node: unknown): string => `${gap()}${token(node)}${gap()}`;
  const token = (node: unknown): string => {
    if (typeof node === "string") return quoted(node);
    if (typeof node !== "object" || node === null) return JSON.stringify(node);
    if (Array.isArray(node)) return `[${gap()}${node.map(padded).join(",")}]`;
    const members = Object.entries(node).map(
      ([key, member]) => `${gap()}${quoted(key)}${gap()}:${padded(member)}`,
    );
    return `{${gap()}${members.join(",")}}`;
  };
  return padded(value);
}
