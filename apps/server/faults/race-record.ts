import { isDeepStrictEqual } from "node:util";
import type { TimedResponse } from "./call.js";

/** Checks a user that every caller gets or creates with its own data: exactly one may create it. */
export class RaceRecord {
  readonly id: string;
  #seen: { readonly user: unknown; readonly createdAt: string } | undefined;
  #creations = 0;

  constructor(id: string) {
    this.id = id;
  }

  recordResponse({ response, createdAt }: TimedResponse): string | undefined {
    if (response.code !== "OK") return `${this.id}: get-or-create returned ${response.code}`;
    if (response.created === true) this.#creations += 1;
    if (this.#creations > 1) return `${this.id}: two callers created it`;
    const seen = { user: response.user, createdAt };
    this.#seen ??= seen;
    if (isDeepStrictEqual(seen, this.#seen)) return undefined;
    return `${this.id}: one caller received ${JSON.stringify(this.#seen)}, another ${JSON.stringify(seen)}`;
  }

  /** Compares with the row in the database. */
  compare(found: { data: string; version: number } | null): string | undefined {
    if (!this.#seen || isDeepStrictEqual(found, this.#seen.user)) return undefined;
    return `${this.id}: callers received ${JSON.stringify(this.#seen.user)}, found ${JSON.stringify(found)}`;
  }
}
