// Validates the data whose check may take long, until it is terminated.
import { compileFunction } from "node:vm";
import { parentPort } from "node:worker_threads";
import { fullFormats } from "ajv-formats/dist/formats.js";
import equal from "ajv/dist/runtime/equal.js";
import ucs2length from "ajv/dist/runtime/ucs2length.js";
import { RE2JS } from "re2js";

/** @typedef {(data: unknown) => boolean} Check */
/** @typedef {{ keyword: string, instancePath: string }} ValidationError */
/** @typedef {Check & { errors?: ValidationError[] | null }} Validate */
/** @typedef {{ code: string, linearPatterns: ReadonlyMap<string, string> }} SchemaCode */

/** How many characters the paths of all returned errors have. */
const MAX_PATHS = 262_144;

/** Loaders differ in what the default import of a CommonJS module is. */
const toModule = (/** @type {unknown} */ imported) =>
  typeof imported === "function" ? { default: imported } : imported;

/** @type {Record<string, unknown>} */
const modules = {
  "ajv/dist/runtime/equal": toModule(equal),
  "ajv/dist/runtime/ucs2length": toModule(ucs2length),
};

const formats = Object.fromEntries(
  Object.entries(fullFormats).map(([name, format]) => {
    if (format instanceof RegExp) return [name, (/** @type {string} */ data) => format.test(data)];
    const isOfStrings = typeof format === "object" && format.type !== "number";
    return [name, isOfStrings ? format.validate : format];
  }),
);

/** @type {Map<string, Validate>} */
const validators = new Map();

/**
 * @param {SchemaCode} schema
 * @returns {Validate}
 */
function evaluate({ code, linearPatterns }) {
  const createPattern = (/** @type {string} */ source, /** @type {string} */ flags) => {
    const linear = linearPatterns.get(source);
    return (linear === undefined ? null : compileLinear(linear)) ?? new RegExp(source, flags);
  };
  const exporter = { exports: /** @type {Validate} */ (() => true) };
  const load = (/** @type {string} */ name) => modules[name];
  const run = compileFunction(code, ["module", "require", "formats", "createPattern"]);
  Reflect.apply(run, null, [exporter, load, formats, createPattern]);
  return exporter.exports;
}

/** @param {string} pattern */
function compileLinear(pattern) {
  try {
    return RE2JS.compile(pattern);
  } catch {
    // For instance, more than 1,000 repetitions.
    return null;
  }
}

/** @param {{ key: string, text: string }} job */
function check({ key, text }) {
  const validate = validators.get(key);
  if (!validate) throw new Error(`unknown schema ${key}`);
  try {
    return { errors: validate(JSON.parse(text)) ? [] : limit(validate.errors ?? []) };
  } catch (error) {
    // A stack overflow.
    if (error instanceof RangeError) return { isCircular: true };
    throw error;
  }
}

/** @param {readonly ValidationError[]} errors */
function limit(errors) {
  let left = MAX_PATHS;
  return errors.filter(({ instancePath }, index) => {
    left -= instancePath.length;
    return index === 0 || left >= 0;
  });
}

/** @typedef {{ key: string, text: string, schema?: SchemaCode, isFull?: boolean }} Job */
parentPort?.on("message", (/** @type {Job} */ { key, text, schema, isFull }) => {
  if (schema) {
    if (isFull) validators.clear();
    validators.set(key, evaluate(schema));
    parentPort?.postMessage({ isReady: true });
  }
  parentPort?.postMessage(check({ key, text }));
});
parentPort?.postMessage({ isReady: true });
