import { AppError } from "../errors/app-error.js";

/** An INVALID error for an unexpected character, or the end, at an index of a text. */
export function invalidJson(text: string, at: number): AppError<"INVALID"> {
  const lines = text.slice(0, at).split("\n");
  const found = at < text.length ? JSON.stringify(text[at]) : "end";
  const column = (lines.at(-1)?.length ?? 0) + 1;
  const message = `unexpected ${found} at line ${lines.length}, column ${column}`;
  return new AppError("INVALID", `Invalid JSON: ${message}`, {
    details: { issues: [{ path: [], message }] },
  });
}
