import { invalid } from "@roster/contract";
import type { JsonObject, JsonText } from "@roster/contract/json";
import type { DataSchemaStore } from "@roster/db";
import { LRUCache } from "lru-cache";
import { findLargeNumbers } from "./find-large-numbers.js";
import { parseJsonObject } from "../json/json-object.js";
import { assertValid, type Validator } from "./validator.js";

/** How long other processes may still apply the previous schema, in milliseconds. */
const SCHEMA_CACHE_MS = 5_000;
const MAX_APPS = 10_000;

/** Compiled schemas are limited separately: each takes a multiple of its JSON. */
const MAX_COMPILED = 500;
const MAX_COMPILED_CHARACTERS = 4 * 1024 * 1024;

/** The apps' active data schemas: cached for five seconds, and compiled once per version. */
export class DataSchemas {
  readonly #current: LRUCache<string, { readonly validator: Validator | null }>;
  readonly #compiled = new LRUCache<
    string,
    { readonly schemaJson: string; readonly validator: Validator }
  >({
    max: MAX_COMPILED,
    maxSize: MAX_COMPILED_CHARACTERS,
    sizeCalculation: ({ schemaJson }) => schemaJson.length,
  });

  /** @param monotonicNow milliseconds, unaffected by changes of the system clock */
  constructor(store: DataSchemaStore, monotonicNow = () => performance.now()) {
    this.#current = new LRUCache({
      max: MAX_APPS,
      ttl: SCHEMA_CACHE_MS,
      perf: { now: monotonicNow },
      ttlResolution: 0,
      fetchMethod: async (appId) => {
        const row = await store.getNewest(appId);
        const schemaJson = row?.schema ?? null;
        const validator =
          schemaJson === null ? null : await this.#compile(`${appId} ${row?.version}`, schemaJson);
        return { validator };
      },
    });
  }

  /** Null if the app's data is free-form. */
  async validatorFor(appId: string): Promise<Validator | null> {
    // get() first: for a cached schema it avoids the promise chain of fetch().
    const found = this.#current.get(appId) ?? (await this.#current.fetch(appId));
    return found?.validator ?? null;
  }

  /** @throws AppError INVALID with each path, if the data violates the app's schema. */
  async assertValid(appId: string, data: JsonText): Promise<void> {
    assertValid(await this.validatorFor(appId), data);
  }

  /** Makes this process read the schema again; others do so within five seconds. */
  forget(appId: string): void {
    this.#current.delete(appId);
  }

  async #compile(key: string, schemaJson: string): Promise<Validator> {
    const known = this.#compiled.get(key);
    if (known) return known.validator;
    const validator = await compileLazily(parseJsonObject(schemaJson));
    this.#compiled.set(key, { schemaJson, validator });
    return validator;
  }
}

/** @throws AppError INVALID, with the paths, if a new schema is not valid or not allowed. */
export async function compileNewSchema(schema: JsonText): Promise<Validator> {
  const [first, ...rest] = findLargeNumbers(schema);
  if (first) throw invalid([first, ...rest]);
  return compileLazily(schema.value);
}

async function compileLazily(schema: JsonObject): Promise<Validator> {
  // Imported on demand, so that a server whose apps have no schemas never loads Ajv.
  const { compileSchema } = await import("./compile-schema.js");
  return compileSchema(schema);
}
