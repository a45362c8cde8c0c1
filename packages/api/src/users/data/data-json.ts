import { AppError } from "@roster/contract";
import type { JsonObject } from "@roster/contract/json";

/**
 * `data` as the JSON to store.
 *
 * @throws AppError TOO_LARGE if it exceeds `limitBytes` bytes of UTF-8.
 */
export function toDataJson(data: JsonObject, limitBytes: number): string {
  const dataJson = JSON.stringify(data);
  const actualBytes = Buffer.byteLength(dataJson);
  if (actualBytes <= limitBytes) return dataJson;
  throw new AppError(
    "TOO_LARGE",
    `The user's data has ${actualBytes} bytes; at most ${limitBytes} are allowed`,
    { details: { limitBytes, actualBytes } },
  );
}
