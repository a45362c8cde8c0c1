import { type DataPath, formatUserPath, isDataPath } from "@roster/contract";
import type { Filter, Scalar } from "@roster/contract/filter";
import type { IndexesByPath } from "../../indexes/ready-indexes.js";

/** Finds users that match a filter by an index. */
export interface Lookup {
  readonly index: string;
  readonly filter: Filter;
  /** What the users must match besides. */
  readonly checks: readonly Filter[];
  /** What the filter implies: the value at this path is one of these. */
  readonly oneOf?: { readonly path: DataPath; readonly operands: readonly Scalar[] } | undefined;
}

type Lookups = readonly [Lookup, ...Lookup[]];

/** A part of a filter, joined by AND, that indexes serve. */
export interface IndexedPart {
  readonly filter: Filter;
  /** Together they find exactly the users that match the part: one, or one for each alternative of an OR. */
  readonly lookups: Lookups;
  /** The path of its conditions, if all are on the same. */
  readonly path?: string;
}

export interface SplitFilter {
  /** Those that usually match the fewest users come first. */
  readonly parts: readonly IndexedPart[];
  readonly others: readonly Filter[];
}

/** SQLite combines at most 500 SELECTs. */
const MAX_LOOKUPS = 100;

/** How much text the checks of all lookups may have, as JSON: every lookup repeats its checks in the statement. */
const MAX_CHECKS_SIZE = 20_000;

export function splitFilter(filter: Filter | undefined, indexes: IndexesByPath): SplitFilter {
  const byPath = new Map<string, Filter[]>();
  const alternatives: IndexedPart[] = [];
  const others: Filter[] = [];
  for (const one of filter ? conjunctsOf(filter) : []) {
    const path = searchedPath(one);
    const lookups = one.kind === "any" ? lookupsOf(one.filters, indexes) : undefined;
    if (lookups) alternatives.push({ filter: one, lookups });
    else if (path === undefined || !indexes.has(path)) others.push(one);
    else byPath.set(path, [...(byPath.get(path) ?? []), one]);
  }
  const parts = [...byPath]
    .toSorted(([, a], [, b]) => rankOf(a) - rankOf(b))
    .map(([path, filters]): IndexedPart => {
      const all: Filter = { kind: "all", filters };
      const index = indexes.get(path) ?? "";
      const lookup = { index, filter: all, checks: [], oneOf: oneOf(filters) };
      return { filter: all, lookups: [lookup], path };
    });
  return { parts: [...parts, ...alternatives], others };
}

/** The filter without a part of it. */
export function othersThan(part: IndexedPart, { parts, others }: SplitFilter): readonly Filter[] {
  return [...parts.filter((one) => one !== part).map(({ filter }) => filter), ...others];
}

function conjunctsOf(filter: Filter): readonly Filter[] {
  return filter.kind === "all" ? filter.filters.flatMap(conjunctsOf) : [filter];
}

/** The path of a condition that an index on it serves. */
function searchedPath(filter: Filter): string | undefined {
  switch (filter.kind) {
    case "compare":
    case "startsWith":
      return formatUserPath(filter.path);
    case "in":
      return filter.operands.length > 0 ? formatUserPath(filter.path) : undefined;
    default:
      return undefined;
  }
}

/** Lookups for all alternatives; undefined if one has no index, or if together they would be too large. */
function lookupsOf(filters: readonly Filter[], indexes: IndexesByPath): Lookups | undefined {
  const lookups: Lookup[] = [];
  let checksSize = 0;
  for (const filter of filters) {
    const split = splitFilter(filter, indexes);
    const [part] = split.parts;
    if (!part || lookups.length > MAX_LOOKUPS) return undefined;
    const checks = othersThan(part, split);
    for (const lookup of part.lookups) {
      lookups.push({ ...lookup, checks: [...lookup.checks, ...checks] });
    }
    checksSize += sizeOf(part.lookups.flatMap((one) => one.checks));
    checksSize += sizeOf(checks) * part.lookups.length;
    if (checksSize > MAX_CHECKS_SIZE) return undefined;
  }
  const [first, ...others] = lookups;
  return first && others.length < MAX_LOOKUPS ? [first, ...others] : undefined;
}

const sizeOf = (checks: readonly Filter[]): number =>
  checks.length === 0 ? 0 : JSON.stringify(checks, bigintToText).length;

const bigintToText = (_: string, value: unknown) =>
  typeof value === "bigint" ? String(value) : value;

function oneOf(filters: readonly Filter[]): Lookup["oneOf"] {
  for (const one of filters) {
    if (one.kind !== "in") continue;
    const { path, operands } = one;
    if (isDataPath(path)) return { path, operands };
  }
  return undefined;
}

/** Lower for conditions that usually match fewer users. */
function rankOf(filters: readonly Filter[]): number {
  return Math.min(
    ...filters.map((one) => {
      if (one.kind === "compare") return one.operator === "eq" ? 0 : 3;
      return one.kind === "in" ? 1 : 2;
    }),
  );
}
