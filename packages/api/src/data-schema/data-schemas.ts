import type { JsonText } from "@roster/contract/json";
import type { DataSchemaStore } from "@roster/db";
import { LRUCache } from "lru-cache";
import { parseJsonObject } from "../json/json-object.js";
import type { JobOwner } from "../threads/fair-queue.js";
import { findLargeNumbers } from "./find-large-numbers.js";
import { SchemaCompiler } from "./schema-compiler.js";
import { assertNoIssues, type Validator } from "./validator.js";

/** How long other processes may still apply the previous schema, in milliseconds. */
const SCHEMA_CACHE_MS = 5_000;
const MAX_APPS = 10_000;

/** Compiled schemas are limited separately: their code is up to 20 times as long as their JSON. */
const MAX_COMPILED = 500;
const MAX_CODE_CHARACTERS = 64 * 1024 * 1024;

/** The apps' active data schemas: cached for five seconds, and compiled once per version. */
export class DataSchemas {
  readonly #current: LRUCache<string, { readonly validator: Validator | null }>;
  readonly #compiler = new SchemaCompiler();
  readonly #compiled = new LRUCache<string, Validator>({
    max: MAX_COMPILED,
    maxSize: MAX_CODE_CHARACTERS,
    sizeCalculation: ({ size }) => size,
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
        if (row?.schema == null) return { validator: null };
        return { validator: await this.#compile(`${appId} ${row.version}`, row.schema, appId) };
      },
    });
  }

  /** Null if the app's data is free-form. */
  async validatorFor(appId: string): Promise<Validator | null> {
    // get() first: for a cached schema it avoids the promise chain of fetch().
    const found = this.#current.get(appId) ?? (await this.#current.fetch(appId));
    return found?.validator ?? null;
  }

  /** @throws AppError INVALID with each path, if the data violates the schema of the owner's app. */
  async assertValid(owner: JobOwner, data: JsonText): Promise<void> {
    const validator = await this.validatorFor(owner.appId);
    if (validator) assertNoIssues(await validator.forCall(owner).check(data));
  }

  /** @throws AppError INVALID, with the paths, if a new schema is not valid or not allowed. */
  async compileNew(schema: JsonText, owner: JobOwner): Promise<Validator> {
    assertNoIssues(findLargeNumbers(schema));
    return this.#compiler.compileNew(schema.value, owner);
  }

  /** Makes this process read the schema again; others do so within five seconds. */
  forget(appId: string): void {
    this.#current.delete(appId);
  }

  async #compile(key: string, schemaJson: string, appId: string): Promise<Validator> {
    const known = this.#compiled.get(key);
    if (known) return known;
    const validator = await this.#compiler.compile(parseJsonObject(schemaJson), { appId });
    this.#compiled.set(key, validator);
    return validator;
  }
}
