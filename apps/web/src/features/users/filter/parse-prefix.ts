/** What the filter language accepts next. */
export type Expected =
  | { readonly kind: "path" | "join" | "nothing" }
  /** `after` is `not ` if that word is between the path and the operator. */
  | { readonly kind: "operator"; readonly path: string; readonly after: "" | "not " }
  | { readonly kind: "value"; readonly path: string; readonly isList: boolean };

/** A quoted string after a dot is a key of a path; any other is a value. */
const token =
  /\s+|"(?:[^"\\]|\\.)*"?|!=|>=|<=|[=!<>(),]|(?:[^\s"'(),=!<>\\]|\\.|(?<=\.)"(?:[^"\\]|\\.)*"?)+|./gsu;

/**
 * Determines what can follow the start of a filter, and the unfinished word at its end. It may accept too much;
 * only the parser is exact.
 */
export function parsePrefix(before: string): {
  readonly expected: Expected;
  readonly fragment: string;
} {
  const tokens = before.match(token) ?? [];
  const last = tokens.at(-1) ?? "";
  const fragment = /^[\s(),]*$/.test(last) ? "" : last;
  const whole = (fragment === "" ? tokens : tokens.slice(0, -1)).filter(
    (text) => text.trim() !== "",
  );
  return { expected: whole.reduce<Expected>(nextExpected, { kind: "path" }), fragment };
}

function nextExpected(expected: Expected, text: string): Expected {
  const lower = text.toLowerCase();
  switch (expected.kind) {
    case "path":
      if (text === "(" || lower === "not") return expected;
      return lower === "true" || lower === "false"
        ? { kind: "join" }
        : { kind: "operator", path: text, after: "" };
    case "operator":
      if (lower === "not") return { ...expected, after: "not " };
      if (lower === "exists") return { kind: "join" };
      return { kind: "value", path: expected.path, isList: lower === "in" };
    case "value":
      if (!expected.isList) return { kind: "join" };
      return text === ")" ? { kind: "join" } : expected;
    case "join":
      if (lower === "and" || lower === "or") return { kind: "path" };
      return text === ")" ? expected : { kind: "nothing" };
    case "nothing":
      return expected;
  }
}
