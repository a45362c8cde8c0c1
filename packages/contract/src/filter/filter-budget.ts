import { formatUserPath, type UserPath } from "../users/user-path.js";

const MAX_CONDITIONS = 100;
const MAX_OPERANDS = 1000;
const MAX_OPERAND_CHARACTERS = 65_536;
/** Lower, because a statement repeats a path several times and escapes most of its characters. */
const MAX_PATH_CHARACTERS = 8192;

/** What one filter may contain, however its conditions are nested: it bounds the work for each user. */
export class FilterBudget {
  #conditions = 0;
  #operands = 0;
  #operandCharacters = 0;
  #pathCharacters = 0;

  /** Whether a limit is exceeded, so that the rest need not be read. */
  get isExceeded(): boolean {
    return this.#excess() !== undefined;
  }

  /** Counts a condition, or an empty group. Returns how it exceeds a limit. */
  countCondition(): string | undefined {
    this.#conditions += 1;
    return this.#excess();
  }

  /** Counts a path and the values that it is compared with. */
  countOperands(path: UserPath, operand: unknown): string | undefined {
    const operands: readonly unknown[] = Array.isArray(operand) ? operand : [operand];
    this.#operands += operands.length;
    this.#pathCharacters += formatUserPath(path).length;
    for (const one of operands) if (typeof one === "string") this.#operandCharacters += one.length;
    return this.#excess();
  }

  #excess(): string | undefined {
    if (this.#conditions > MAX_CONDITIONS) return excess(MAX_CONDITIONS, "conditions");
    if (this.#operands > MAX_OPERANDS) return excess(MAX_OPERANDS, "values");
    if (this.#operandCharacters > MAX_OPERAND_CHARACTERS) {
      return excess(MAX_OPERAND_CHARACTERS, "characters in values");
    }
    if (this.#pathCharacters > MAX_PATH_CHARACTERS) {
      return excess(MAX_PATH_CHARACTERS, "characters in paths");
    }
    return undefined;
  }
}

const excess = (limit: number, what: string) =>
  `exceeds the limit of ${limit} ${what} in a filter; split it into several calls`;
