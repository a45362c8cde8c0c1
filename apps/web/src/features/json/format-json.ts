const token = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|[^"{}[\],:\s]+/g;

/** Indents minified JSON as `JSON.stringify` would, and keeps all of its tokens. */
export function formatJson(minified: string): string {
  let text = "";
  let indent = "\n";
  let before = "";
  for (const [part] of minified.matchAll(token)) {
    if (part === "}" || part === "]") {
      indent = indent.slice(0, -2);
      text += before === "{" || before === "[" ? part : indent + part;
    } else {
      text += before === "{" || before === "[" || before === "," ? indent + part : part;
      if (part === "{" || part === "[") indent += "  ";
      if (part === ":") text += " ";
    }
    before = part;
  }
  return text;
}
