import { createHmac } from "node:crypto";
import { type MasterKey, type MasterKeySource, parseMasterKeys } from "./master-keys.js";

/**
 * What replaces the ids of erased users: a hash that only the master key can compute, so that nobody who reads the log
 * can check a guess. The same id of the same app always gets the same one, while the master key stays.
 */
export class ErasedIds {
  readonly #read: () => string;

  constructor(masterKey: MasterKeySource) {
    this.#read = typeof masterKey === "string" ? () => masterKey : masterKey;
  }

  /** With the current master key. */
  in(appId: string): (id: string) => string {
    const [current] = parseMasterKeys(this.#read());
    return hashWith(current, appId);
  }

  /** With every master key, the current one first. */
  allOf(appId: string, id: string): string[] {
    return parseMasterKeys(this.#read()).map((key) => hashWith(key, appId)(id));
  }
}

function hashWith({ bytes }: MasterKey, appId: string): (id: string) => string {
  const key = createHmac("sha256", bytes).update("roster erased ids").digest();
  return (id) => {
    const text = JSON.stringify([appId, id]);
    return `erased-${createHmac("sha256", key).update(text).digest("base64url")}`;
  };
}
