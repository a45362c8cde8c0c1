import { AppError } from "@roster/contract";
import type { JsonText } from "@roster/contract/json";

/**
 * The text to store.
 *
 * @param isSizeHidden whether the caller must not find out how large the data is
 * @throws AppError TOO_LARGE if it exceeds `limitBytes` bytes of UTF-8.
 */
export function toDataJson({ text }: JsonText, limitBytes: number, isSizeHidden = false): string {
  const bytes = Buffer.byteLength(text);
  if (bytes <= limitBytes) return text;
  // A lower bound, as the error allows.
  const actualBytes = isSizeHidden ? limitBytes + 1 : bytes;
  throw new AppError(
    "TOO_LARGE",
    `The user's data has ${isSizeHidden ? "too many" : actualBytes} bytes; at most ${limitBytes} are allowed`,
    { details: { limitBytes, actualBytes } },
  );
}
