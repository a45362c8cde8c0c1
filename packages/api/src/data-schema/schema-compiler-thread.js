// Compiles JSON Schemas to code, which takes seconds for large ones.
import { runInThisContext } from "node:vm";
import { parentPort } from "node:worker_threads";
import { fullFormats } from "ajv-formats/dist/formats.js";
import { Ajv2020 } from "ajv/dist/2020.js";
import { _, Name } from "ajv/dist/compile/codegen/index.js";
import standalone from "ajv/dist/standalone/index.js";
import anyOf from "ajv/dist/vocabularies/applicator/anyOf.js";
import oneOf from "ajv/dist/vocabularies/applicator/oneOf.js";

const DIALECT = "https://json-schema.org/draft/2020-12/schema";

/** What the code of a schema calls, so that collecting errors takes bounded memory. */
const boundedErrors = `"use strict";
const MAX_ERRORS = 200;
const MAX_BRANCHES = 20;
const isChoice = ({ keyword }) => keyword === "anyOf" || keyword === "oneOf";
/** A choice is added in any case: mergeBranches() replaces its branches by it. */
function addError(errors, error) {
  if (errors.length < MAX_ERRORS || isChoice(error)) errors.push(error);
}
function addErrors(errors, more) {
  if (errors === null) return [...more];
  return errors.length < MAX_ERRORS ? errors.concat(more).slice(0, MAX_ERRORS) : errors;
}
/** The last error is a choice; those after the first \`start\` are of its branches. */
function mergeBranches(errors, start) {
  const choice = errors.pop();
  const branches = errors.splice(start).flatMap((error) => error.branches ?? [error]);
  if (errors.length < MAX_ERRORS) errors.push({ ...choice, branches: branches.slice(0, MAX_BRANCHES) });
}
`;
// Ajv also runs the code of the meta-schema, with these as globals.
runInThisContext(boundedErrors);

const errorCode =
  /"(?:[^"\\]|\\.)*"|vErrors\.push\((err\d+)\)|vErrors\.length = (_errs\d+)|vErrors = vErrors === null \? ([\w.]+) : vErrors\.concat\(\3\);errors = vErrors\.length/g;

/**
 * Bounds the errors that Ajv's code collects, without changing their number in `errors`, which decides. The first
 * alternative skips strings.
 *
 * @param {string} code
 */
const boundErrors = (code) => code.replaceAll(errorCode, boundError);

/** @type {(found: string, ...groups: (string | undefined)[]) => string} */
function boundError(found, ...[error, length, list]) {
  if (error) return `addError(vErrors, ${error})`;
  if (length) return `vErrors.length = Math.min(vErrors.length, ${length})`;
  return list ? `vErrors = addErrors(vErrors, ${list});errors += ${list}.length` : found;
}

/**
 * The keyword with the errors of its branches below its own error, not before it.
 *
 * @param {import("ajv").CodeKeywordDefinition} definition
 * @returns {import("ajv").CodeKeywordDefinition}
 */
const mergingBranches = (definition) => ({
  ...definition,
  code(cxt) {
    definition.code(cxt);
    const start = cxt.errsCount ?? new Name("0");
    cxt.gen.if(_`errors > ${start}`, () => {
      cxt.gen.code(_`mergeBranches(vErrors, ${start})`).code(_`errors = ${start} + 1`);
    });
  },
});

/** @param {import("ajv").Options} options */
function createAjv(options) {
  const ajv = new Ajv2020({ ...options, allErrors: true, logger: false });
  ajv.removeKeyword("anyOf").removeKeyword("oneOf");
  ajv.addKeyword({ ...mergingBranches(oneOf.default), before: "allOf" });
  ajv.addKeyword({ ...mergingBranches(anyOf.default), before: "oneOf" });
  return ajv;
}

/** Only the types matter: the process that runs the code has the formats. */
const formats = Object.fromEntries(
  Object.entries(fullFormats).map(([name, format]) => {
    const isOfNumbers =
      typeof format === "object" && !(format instanceof RegExp) && format.type === "number";
    return [name, format === true || isOfNumbers ? format : () => true];
  }),
);

const createPattern = Object.assign(
  (/** @type {string} */ source, /** @type {string} */ flags) => new RegExp(source, flags),
  { code: "createPattern" },
);

// Validates schemas, and compiles none of them.
const metaSchema = createAjv({ strict: false, code: { process: boundErrors } });

/** @typedef {{ schema: import("ajv").AnySchemaObject, formats: string[], customKeywords: string[] }} Job */

/** @param {Job} job */
function compile({ schema, formats: names, customKeywords }) {
  if (!metaSchema.validate(DIALECT, schema)) return { errors: metaSchema.errors };
  const ajv = createAjv({
    // Rejects unknown keywords, which are probably typos.
    strictSchema: true,
    strictTypes: false,
    strictTuples: false,
    allowMatchingProperties: true,
    // Inherited properties do not count: a required `constructor` must be in the data itself.
    ownProperties: true,
    // A short schema must not expand to a lot of code.
    inlineRefs: false,
    formats: { ...Object.fromEntries(names.map((name) => [name, true])), ...formats },
    code: { source: true, formats: _`formats`, regExp: createPattern },
    meta: false,
    validateSchema: false,
  });
  // zod writes its registry's id as `id`, which Ajv would reject as a mistyped $id.
  ajv.removeKeyword("id");
  ajv.addVocabulary(["id", ...customKeywords]);
  try {
    return { code: boundedErrors + boundErrors(standalone.default(ajv, ajv.compile(schema))) };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}

parentPort?.on("message", (/** @type {Job} */ job) => parentPort?.postMessage(compile(job)));
parentPort?.postMessage({ isReady: true });
