import { isDeepStrictEqual } from "node:util";
import type { TimedResponse } from "./call.js";

/** A user that every caller gets or creates, each with data of its own: one of them makes it. */
export class RaceRecord {
  readonly id: string;
  #seen: { readonly user: unknown; readonly createdAt: string } | undefined;
  #creations = 0;

  constructor(id: string) {
    this.id = id;
  }

  recordResponse({ response: answer, createdAt }: TimedResponse): string | undefined {
    if (answer.code !== "OK") return `${this.id}: get-or-create was answered ${answer.code}`;
    if (answer.created === true) this.#creations += 1;
    if (this.#creations > 1) return `${this.id}: two callers have created it`;
    const seen = { user: answer.user, createdAt };
    this.#seen ??= seen;
    if (isDeepStrictEqual(seen, this.#seen)) return undefined;
    return `${this.id}: one caller was told ${JSON.stringify(this.#seen)}, another ${JSON.stringify(seen)}`;
  }

  /** What stands in the database. */
  compare(found: { data: string; version: number } | null): string | undefined {
    if (!this.#seen || isDeepStrictEqual(found, this.#seen.user)) return undefined;
    return `${this.id}: callers were told ${JSON.stringify(this.#seen.user)}, found ${JSON.stringify(found)}`;
  }
}
