import { formatJson } from "./format-json";

const token = /("(?:\\.|[^"\\])*")(\s*:)?|-?\d[\d.eE+-]*|true|false|null|[{}[\],]|\s+/g;

/** Shows minified JSON with indentation and syntax highlighting. */
export function JsonView({ json, label }: { json: string; label: string }) {
  return (
    <pre
      tabIndex={0}
      aria-label={label}
      className="max-h-[34rem] overflow-auto px-5 py-4 font-mono text-[0.8125rem] leading-[1.65] wrap-anywhere whitespace-pre-wrap"
    >
      <code>{[...formatJson(json).matchAll(token)].map(highlight)}</code>
    </pre>
  );
}

function highlight([text, quoted, colon]: RegExpMatchArray, index: number) {
  const style = styleOf({ text, isKey: colon !== undefined, isString: quoted !== undefined });
  if (style === undefined) return text;
  const shown = quoted ?? text;
  return (
    <span key={index}>
      <span className={style}>{shown}</span>
      {colon && <span className="text-muted">{colon}</span>}
    </span>
  );
}

function styleOf({ text, isKey, isString }: { text: string; isKey: boolean; isString: boolean }) {
  if (isKey) return "text-code-key";
  if (isString) return "text-code-string";
  if (/^[-\d]/.test(text)) return "text-code-number";
  if (/^[tfn]/.test(text)) return "text-code-literal";
  return /^\s/.test(text) ? undefined : "text-muted";
}
