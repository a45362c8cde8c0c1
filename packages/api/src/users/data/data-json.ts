import { AppError } from "@roster/contract";
import type { JsonObject } from "@roster/contract/json";

/**
 * The JSON text that is stored for `data`.
 *
 * @throws AppError TOO_LARGE when it has more than `limitBytes` bytes of UTF-8.
 */
export function toDataJson(data: JsonObject, limitBytes: number): string {
  const text = JSON.stringify(data);
  const actualBytes = Buffer.byteLength(text);
  if (actualBytes <= limitBytes) return text;
  throw new AppError(
    "TOO_LARGE",
    `The user's data has ${actualBytes} bytes; at most ${limitBytes} are kept`,
    { details: { limitBytes, actualBytes } },
  );
}
