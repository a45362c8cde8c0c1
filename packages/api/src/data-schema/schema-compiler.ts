import { type AppError, invalid, MAX_DATA_SCHEMA_BYTES } from "@roster/contract";
import { type JsonObject, trustedJsonText } from "@roster/contract/json";
import type { JobOwner } from "../threads/fair-queue.js";
import { JobLimitExceeded, ThreadPool } from "../threads/thread-pool.js";
import { createInlineCheck } from "./inline-check.js";
import { toLinearPattern } from "./linear-pattern.js";
import { findCost } from "./schema-cost.js";
import { findTraits } from "./schema-traits.js";
import { parsePointer, toIssues, type ValidationError } from "./to-issues.js";
import { CIRCULAR_SCHEMA, MAX_CHECK_MB, MAX_CHECK_MS, Validator } from "./validator.js";

const DIALECT = "https://json-schema.org/draft/2020-12/schema";

/** Schemas of 64 KiB take up to 20 seconds. */
const MAX_COMPILE_MS = 60_000;
const MAX_COMPILE_MB = 512;

/**
 * Compiles schemas to code with Ajv, on threads. Each schema has its own Ajv instance, so that no schema can refer to
 * the ids of another, and nothing is ever fetched.
 */
export class SchemaCompiler {
  readonly #compilers = new ThreadPool({
    entry: new URL("./schema-compiler-thread.js", import.meta.url),
    limitMs: MAX_COMPILE_MS,
    maxStartMs: MAX_COMPILE_MS,
    memoryMb: MAX_COMPILE_MB,
    maxWaitMs: MAX_COMPILE_MS,
    maxPending: 1,
  });
  readonly #validators = new ThreadPool({
    entry: new URL("./validator-thread.js", import.meta.url),
    limitMs: MAX_CHECK_MS,
    maxStartMs: 10_000,
    memoryMb: MAX_CHECK_MB,
    maxWaitMs: 10_000,
    maxPending: 16,
  });
  #count = 0;

  /** @throws AppError INVALID with the path in the schema. */
  async compile(schema: JsonObject, owner: JobOwner): Promise<Validator> {
    assertSize(schema);
    assertDialect(schema);
    const { formats, customKeywords, patterns } = findTraits(schema);
    const job = { schema, formats, customKeywords };
    const code = await this.#compileOnThread(job, owner);
    const cost = findCost(schema);
    this.#count += 1;
    const compiled = {
      key: String(this.#count),
      code,
      linearPatterns: toLinearPatterns(patterns),
      checkInline: createInlineCheck(code, cost),
    };
    return new Validator(compiled, this.#validators);
  }

  /** The same for a schema that is not stored yet. @throws AppError INVALID also if it refers to itself endlessly. */
  async compileNew(schema: JsonObject, owner: JobOwner): Promise<Validator> {
    const validator = await this.compile(schema, owner);
    const issues = await validator.forCall(owner).check(trustedJsonText("{}"));
    if (issues.includes(CIRCULAR_SCHEMA)) throw schemaError(CIRCULAR_SCHEMA.message);
    return validator;
  }

  async #compileOnThread(job: CompileJob, owner: JobOwner): Promise<string> {
    const { schema } = job;
    const run = this.#compilers.run({
      ...owner,
      size: MAX_DATA_SCHEMA_BYTES,
      toMessage: () => ({ content: job, isPrepared: true }),
    });
    const compiled = await run.catch((error: unknown) => {
      if (!(error instanceof JobLimitExceeded)) throw error;
      const limits = `${MAX_COMPILE_MS / 1000} s or ${MAX_COMPILE_MB} MB of memory`;
      throw schemaError(`takes more than ${limits} to compile; simplify it`);
    });
    // oxlint-disable-next-line typescript/consistent-type-assertions -- schema-compiler-thread.js returns one of these
    const { code, errors, failure = "" } = compiled as CompileResult;
    if (code !== undefined) return code;
    const [first, ...rest] = toIssues(errors ?? [], schema, "schema");
    if (first) throw invalid([first, ...rest]);
    throw schemaError(describeFailure(failure), pathInFailure(failure));
  }
}

interface CompileJob {
  readonly schema: JsonObject;
  readonly formats: readonly string[];
  readonly customKeywords: readonly string[];
}

/** The code, what is wrong with the schema, or why it does not compile. */
interface CompileResult {
  readonly code?: string;
  readonly errors?: readonly ValidationError[];
  readonly failure?: string;
}

function toLinearPatterns(patterns: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    patterns.flatMap((pattern) => {
      const linear = toLinearPattern(pattern);
      return linear === null ? [] : [[pattern, linear]];
    }),
  );
}

function assertSize(schema: JsonObject): void {
  const bytes = Buffer.byteLength(JSON.stringify(schema));
  if (bytes <= MAX_DATA_SCHEMA_BYTES) return;
  throw schemaError(`has ${bytes} bytes as JSON; at most ${MAX_DATA_SCHEMA_BYTES} are allowed`);
}

function assertDialect({ $schema = DIALECT }: JsonObject): void {
  if ($schema === DIALECT || $schema === `${DIALECT}#`) return;
  throw schemaError(`must be ${DIALECT} or omitted`, ["$schema"]);
}

function describeFailure(message: string): string {
  if (!message.includes("resolve reference")) {
    return `does not compile: ${message.replace(/^strict mode: /, "")}`;
  }
  return `${message}; a $ref must point into this schema (#/…), nothing is fetched`;
}

/** For unknown keywords and formats, Ajv's message contains `at path "#/properties/a"`. */
function pathInFailure(message: string): string[] {
  const [, pointer = ""] = /at path "#([^"]*)"/.exec(message) ?? [];
  return parsePointer(pointer);
}

function schemaError(message: string, path: string[] = []): AppError {
  return invalid([{ path: ["schema", ...path], message }]);
}
