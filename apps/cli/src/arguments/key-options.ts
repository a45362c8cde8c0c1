import { InvalidArgumentError, Option } from "@commander-js/extra-typings";
import { type Scope, ScopeSchema } from "@roster/contract";
import { toSeconds } from "./duration.js";

/** Lifts a limit. Commander replaces null by an empty string, so it becomes null later. */
const NONE = "none";

/** `users:read,users:write`. */
export const scopesOption = () =>
  new Option("--scopes <scopes>", "what the key may do: scopes, separated by commas").argParser(
    toScopes,
  );

/** The end is counted from now. */
export const expiryOption = () =>
  new Option("--expires-in <time>", `how long it works: 90s, 15m, 1h or 30d; or ${NONE}`).argParser(
    (text) => (text === NONE ? NONE : toTimeIn(toSeconds(text))),
  );

export const rateOption = () =>
  new Option("--rate <calls>", `the most calls per minute, or ${NONE}`).argParser((text) =>
    text === NONE ? NONE : toCount(text),
  );

export const allowOption = () =>
  new Option(
    "--allow-from <addresses>",
    `from where it works: IP addresses and CIDR ranges, separated by commas; or ${NONE}`,
  ).argParser((text) => (text === NONE ? NONE : toList(text)));

interface KeyFlags {
  readonly scopes?: Scope[] | undefined;
  readonly expiresIn?: string | undefined;
  readonly rate?: number | typeof NONE | undefined;
  readonly allowFrom?: string[] | typeof NONE | undefined;
}

/** The options of the client; those that were not given stay absent. */
export function toKeyOptions({ scopes, expiresIn, rate, allowFrom }: KeyFlags) {
  return {
    ...(scopes !== undefined && { scopes }),
    ...(expiresIn !== undefined && { expiresAt: toLimit(expiresIn) }),
    ...(rate !== undefined && { ratePerMinute: toLimit(rate) }),
    ...(allowFrom !== undefined && { allowFrom: toLimit(allowFrom) }),
  };
}

const toLimit = <Value>(value: Value | typeof NONE): Value | null =>
  value === NONE ? null : value;

/** For the help of commands with {@link scopesOption}. */
export const scopeNames = `  ${ScopeSchema.options.join("\n  ")}`;

const toList = (text: string) => text.split(",").map((item) => item.trim());

function toScopes(text: string): Scope[] {
  return toList(text).map((name) => {
    const scope = ScopeSchema.options.find((known) => known === name);
    if (scope !== undefined) return scope;
    throw new InvalidArgumentError(`"${name}" is not a scope; see Scopes in the help.`);
  });
}

const toTimeIn = (seconds: number) =>
  new Date(Date.now() + seconds * 1000).toISOString().replace("Z", "000Z");

function toCount(text: string): number {
  if (/^[1-9]\d{0,7}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("Use a whole number of calls per minute, such as 600.");
}
