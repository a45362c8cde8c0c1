import { once } from "node:events";
import { styleText } from "node:util";
import { toJsonText } from "./json-text.js";

/** The output of a command: results on stdout, everything else on stderr. */
export interface Output {
  /** Whether to print JSON for programs, without notes. */
  readonly isJson: boolean;
  /** The maximum width of a line in columns; absent without a terminal. */
  readonly width: number | undefined;
  /** For results; returns the text unchanged without colour. */
  readonly bold: (text: string) => string;
  /** Prints the whole result: `value` as one JSON document, or its text for people. */
  result(value: unknown, text: () => string): void;
  /** Prints one of many results. Resolves when more can be written. */
  line(text: string): Promise<void>;
  /** Prints one of many problems that do not stop the command, on stderr. */
  detail(value: unknown, text: () => string): void;
  /** Prints additional information for people only. */
  note(text: string): void;
  warn(message: string): void;
}

export function createOutput(isJson: boolean): Output {
  const { stdout, stderr } = process;
  return {
    isJson,
    // A terminal of unknown size reports 0.
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
