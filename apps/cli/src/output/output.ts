import { once } from "node:events";
import { styleText } from "node:util";
import { toJsonText } from "./json-text.js";

/** Where a command says what it did: results on stdout, all else on stderr. */
export interface Output {
  /** Whether machines read: results are JSON then, and notes are left out. */
  readonly isJson: boolean;
  /** How many columns a line may have; absent where no terminal bounds it. */
  readonly width: number | undefined;
  /** For results; where there is no colour, the text as it is. */
  readonly bold: (text: string) => string;
  /** The whole result: `value` as one JSON document, or its text for people. */
  result(value: unknown, text: () => string): void;
  /** One of many results. Resolves when more may be written. */
  line(text: string): Promise<void>;
  /** One of many things that went wrong while the rest goes on; on stderr, as JSON or as text. */
  detail(value: unknown, text: () => string): void;
  /** For people only: what the result itself does not say. */
  note(text: string): void;
  warn(message: string): void;
}

export function createOutput(isJson: boolean): Output {
  const { stdout, stderr } = process;
  return {
    isJson,
    // A terminal that does not know its size says 0.
    width: (stdout.isTTY && stdout.columns) || undefined,
    bold: (text) => styleText("bold", text, { stream: stdout }),
    result(value, text) {
      stdout.write(`${isJson ? toJsonText(value) : text()}\n`);
    },
    async line(text) {
      if (!stdout.write(`${text}\n`)) await once(stdout, "drain");
    },
    detail(value, text) {
      stderr.write(`${isJson ? toJsonText(value) : text()}\n`);
    },
    note(text) {
      if (!isJson) stderr.write(`${styleText("dim", text, { stream: stderr })}\n`);
    },
    warn(message) {
      const text = isJson
        ? toJsonText({ warning: { message } })
        : `${styleText("yellow", "Warning:", { stream: stderr })} ${message}`;
      stderr.write(`${text}\n`);
    },
  };
}
