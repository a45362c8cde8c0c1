import { AppError } from "@roster/contract";
import type { JsonText } from "@roster/contract/json";

/**
 * The text to store.
 *
 * @throws AppError TOO_LARGE if it exceeds `limitBytes` bytes of UTF-8.
 */
export function toDataJson({ text }: JsonText, limitBytes: number): string {
  const actualBytes = Buffer.byteLength(text);
  if (actualBytes <= limitBytes) return text;
  throw new AppError(
    "TOO_LARGE",
    `The user's data has ${actualBytes} bytes; at most ${limitBytes} are allowed`,
    { details: { limitBytes, actualBytes } },
  );
}
