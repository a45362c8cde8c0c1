import { endOfValue, walkJson } from "@roster/contract/json";
import { type Container, isContainer, type NumberReader } from "../transport/read-response.js";
import { childTypes, isBigint, type TypeNode, typesOf } from "./schema-types.js";

/** A number that JavaScript rounds. */
export interface InexactNumber {
  readonly userId: string;
  /** The path of the number in the user's data. */
  readonly path: readonly (string | number)[];
  /** The number as it is stored, such as `9007199254740993`. */
  readonly literal: string;
}

export interface NumberOptions {
  readonly numbers?: "exact" | undefined;
  readonly onInexact?: ((number: InexactNumber) => void) | undefined;
  /** A schema of the data. */
  readonly data?: object | undefined;
}

/** Number literals of up to 15 digits are exact, apart from the smallest numbers. */
const mayBeInexact = /\d[\d.]{15}|[eE]-3\d\d/;

/** Undefined if numbers are to be left as `JSON.parse` reads them, unreported. */
export function createNumberReader({
  numbers,
  onInexact,
  data,
}: NumberOptions): NumberReader | undefined {
  const isExact = numbers === "exact";
  let report = onInexact;
  if (!isExact && !report) return undefined;

  return (user, dataText) => {
    const types = isExact ? typesOf(data, user.data) : [];
    if (types.length === 0 && (!mayBeInexact.test(dataText) || !(isExact || report))) return;
    const path: (string | number)[] = [];

    function readNumber(token: string, value: number, isDeclaredBigint: boolean): number | bigint {
      const { digits, power } = decimalOf(token);
      const isInteger = isDeclaredBigint
        ? power >= 0
        : /^-?\d+$/.test(token) && !Number.isSafeInteger(value);
      if (isExact && isInteger) {
        const absolute = BigInt(digits + "0".repeat(power));
        return token.startsWith("-") ? -absolute : absolute;
      }
      const read = decimalOf(String(value));
      if (report && (read.digits !== digits || read.power !== power)) {
        const call = report;
        report = undefined;
        call({ userId: user.id, path: [...path], literal: token });
      }
      return value;
    }

    function readNumbers(start: number, container: Container, nodes: readonly TypeNode[]): number {
      return walkJson(dataText, start, (key, at) => {
        const value = container[key];
        if (isContainer(value)) {
          path.push(key);
          const end = readNumbers(at, value, childTypes(nodes, key, value));
          path.pop();
          return end;
        }
        const end = endOfValue(dataText, at);
        if (typeof value !== "number") return end;
        path.push(key);
        const number = readNumber(
          dataText.slice(at, end),
          value,
          isBigint(childTypes(nodes, key, value)),
        );
        path.pop();
        if (number !== value) Object.defineProperty(container, key, { value: number });
        return end;
      });
    }

    readNumbers(0, user.data, types);
  };
}

/** A decimal as digits without outer zeros, and the power of ten of the last digit. */
function decimalOf(literal: string): { readonly digits: string; readonly power: number } {
  const [, whole = "", fraction = "", exponent = "0"] =
    /^-?(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(literal) ?? [];
  const all = (whole + fraction).replace(/^0+/, "");
  const digits = all.replace(/0+$/, "");
  if (digits === "") return { digits: "0", power: 0 };
  return { digits, power: Number(exponent) - fraction.length + all.length - digits.length };
}
