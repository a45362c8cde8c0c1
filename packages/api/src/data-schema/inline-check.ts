import { compileFunction } from "node:vm";
import type { JsonValue, JsonText } from "@roster/contract/json";
import type { Format, ValidateFunction } from "ajv/dist/2020.js";
import equal from "ajv/dist/runtime/equal.js";
import ucs2length from "ajv/dist/runtime/ucs2length.js";
import { fullFormats } from "ajv-formats/dist/formats.js";
import type { ValidationError } from "./to-issues.js";
import { isQuadraticAtMost, type SchemaCost } from "./schema-cost.js";

/** Keywords and values that are evaluated at most, each in 10 to 200 ns. */
const MAX_STEPS = 20_000;

/** A string of this many characters costs as much as a value. */
const CHARACTERS_PER_STEP = 32;

/** The squares of the lengths of all strings that a pattern or format is tested with, in one check. */
const MAX_SQUARES = 500_000;

/** Evaluating more code than this takes milliseconds. */
const MAX_CODE_CHARACTERS = 100_000;

/** The check may take long: it has to run on a thread. */
class TooExpensive extends Error {}
const tooExpensive = new TooExpensive();

/** The violations, or undefined if the check may take long. */
export type InlineCheck = (data: JsonText) => readonly ValidationError[] | undefined;

/** Runs a schema's code on the event loop, but only if that takes a few milliseconds at most. */
export function createInlineCheck(code: string, cost: SchemaCost): InlineCheck {
  if (code.length > MAX_CODE_CHARACTERS || cost.perValue > MAX_STEPS) return () => undefined;
  const validate = evaluate(code);
  return ({ text, value }) => {
    const values =
      countValues(value, MAX_STEPS / cost.perValue) + text.length / CHARACTERS_PER_STEP;
    if (values * cost.perValue + values ** 2 * cost.perPair > MAX_STEPS) return undefined;
    squaresLeft = MAX_SQUARES;
    try {
      return validate(value) ? [] : (validate.errors ?? []);
    } catch (error) {
      if (error === tooExpensive) return undefined;
      throw error;
    }
  };
}

/** Counts to `max` at most. */
function countValues(value: JsonValue, max: number): number {
  if (typeof value !== "object" || value === null) return 1;
  let count = 1;
  for (const inner of Object.values(value)) {
    count += countValues(inner, max - count);
    if (count > max) break;
  }
  return count;
}

let squaresLeft = 0;

function spend(squares: number): void {
  squaresLeft -= squares;
  if (squaresLeft < 0) throw tooExpensive;
}

/** What the code of a schema requires. Loaders differ in what the default import of these CommonJS modules is. */
const toModule = (imported: unknown) =>
  typeof imported === "function" ? { default: imported } : imported;

const modules: Readonly<Record<string, unknown>> = {
  "ajv/dist/runtime/equal": toModule(equal),
  "ajv/dist/runtime/ucs2length": toModule(ucs2length),
};

/** Numbers are tested as they are. Testing a string takes quadratic time at most. */
function toMetered(format: Format): unknown {
  if (typeof format === "function") return metered(format);
  if (format instanceof RegExp) return metered((data) => format.test(data));
  if (typeof format !== "object" || format.type === "number") return format;
  const { validate } = format;
  return metered(
    (data) => typeof validate === "function" && Reflect.apply(validate, null, [data]) === true,
  );
}

const metered = (test: (data: string) => boolean) => (data: string) => {
  spend(data.length ** 2);
  return test(data);
};

const formats = Object.fromEntries(
  Object.entries(fullFormats).map(([name, format]) => [name, toMetered(format)]),
);

function createPattern(source: string, flags: string) {
  const pattern = new RegExp(source, flags);
  const cost = isQuadraticAtMost(source) ? 1 : Infinity;
  return {
    test: (data: string) => {
      spend((data.length + 1) ** 2 * cost);
      return pattern.test(data);
    },
  };
}

/** Like Ajv itself, which quotes all text of the schema in its code. */
function evaluate(code: string): ValidateFunction {
  const exporter: { exports?: ValidateFunction } = {};
  const load = (name: string) => modules[name];
  const run = compileFunction(code, ["module", "require", "formats", "createPattern"]);
  Reflect.apply(run, null, [exporter, load, formats, createPattern]);
  if (exporter.exports) return exporter.exports;
  throw new Error("The code of a schema exports no function");
}
