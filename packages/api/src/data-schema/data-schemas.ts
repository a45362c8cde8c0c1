import { invalid, type Issue } from "@roster/contract";
import type { JsonObject } from "@roster/contract/json";
import type { DataSchemaStore } from "@roster/db";
import { LRUCache } from "lru-cache";

/** Everything in a user's data that breaks a schema, with paths that begin with `data`. */
export type Validator = (data: JsonObject) => Issue[];

/** How long another process may still hold writes to the schema before, in milliseconds. */
const SCHEMA_CACHE_MS = 5_000;
const MAX_APPS = 10_000;

/** Compiled schemas, of which each takes a multiple of its text. */
const MAX_COMPILED = 500;
const MAX_COMPILED_CHARACTERS = 4 * 1024 * 1024;

/** What the apps' data is held to: remembered for five seconds, compiled once for each version. */
export class DataSchemas {
  readonly #current: LRUCache<string, { readonly validator: Validator | null }>;
  readonly #compiled = new LRUCache<string, { readonly text: string; readonly run: Validator }>({
    max: MAX_COMPILED,
    maxSize: MAX_COMPILED_CHARACTERS,
    sizeCalculation: ({ text }) => text.length,
  });

  constructor(store: DataSchemaStore) {
    this.#current = new LRUCache({
      max: MAX_APPS,
      ttl: SCHEMA_CACHE_MS,
      fetchMethod: async (appId) => {
        const row = await store.getNewest(appId);
        const text = row?.schema ?? null;
        const validator =
          text === null ? null : await this.#compile(`${appId} ${row?.version}`, text);
        return { validator };
      },
    });
  }

  /** Null where the app's data is free-form. */
  async validatorFor(appId: string): Promise<Validator | null> {
    // Not fetch() at once: what is remembered costs no promise chain of the cache's.
    const found = this.#current.get(appId) ?? (await this.#current.fetch(appId));
    return found?.validator ?? null;
  }

  /** @throws AppError INVALID, naming each path, where the data breaks the app's schema. */
  async assertValid(appId: string, data: JsonObject): Promise<void> {
    assertValid(await this.validatorFor(appId), data);
  }

  /** Makes this process look at once; others do within five seconds. */
  forget(appId: string): void {
    this.#current.delete(appId);
  }

  async #compile(key: string, text: string): Promise<Validator> {
    const known = this.#compiled.get(key);
    if (known) return known.run;
    const schema = JSON.parse(text) as JsonObject; // oxlint-disable-line typescript/consistent-type-assertions -- only objects are set
    const run = await compileLazily(schema);
    this.#compiled.set(key, { text, run });
    return run;
  }
}

/** @throws AppError INVALID for what is no schema, or none that may be set. */
export async function compileLazily(schema: JsonObject): Promise<Validator> {
  // Loaded here, so that a server whose apps have no schemas does without Ajv.
  const { compileSchema } = await import("./compile-schema.js");
  return compileSchema(schema);
}

/** Gives the data back. @throws AppError INVALID, naming each path, where it breaks the schema. */
export function assertValid(validator: Validator | null, data: JsonObject): JsonObject {
  const [first, ...rest] = validator?.(data) ?? [];
  if (first) throw invalid([first, ...rest]);
  return data;
}
