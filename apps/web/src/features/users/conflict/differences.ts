import type { JsonObject, JsonValue } from "@roster/contract/json";
import { isJsonObject, ownValue } from "@/lib/json";

/** Who changed a value since the common version. */
export type ChangedBy = "them" | "you" | "both";

/** A value that differs between two sides; undefined if a side has none. */
export interface Difference {
  readonly path: readonly string[];
  readonly before: JsonValue | undefined;
  readonly theirs: JsonValue | undefined;
  readonly yours: JsonValue | undefined;
  readonly changedBy: ChangedBy;
}

export interface Sides<Value extends JsonValue | undefined = JsonValue | undefined> {
  /** The common version. */
  readonly before: Value;
  readonly theirs: Value;
  readonly yours: Value;
}

export type Side = "theirs" | "yours";

export const differenceId = (path: readonly string[]): string => JSON.stringify(path);

/** Lists every value that differs. Arrays are compared as a whole. */
export function findDifferences(sides: Sides, path: readonly string[] = []): Difference[] {
  const { before, theirs, yours } = sides;
  if (isEqual(theirs, yours)) return [];
  if (!isJsonObject(theirs) || !isJsonObject(yours)) {
    const changedBy = isEqual(before, yours) ? "them" : isEqual(before, theirs) ? "you" : "both";
    return [{ path, ...sides, changedBy }];
  }
  const ofBefore: JsonObject = isJsonObject(before) ? before : {};
  return unionOfKeys(theirs, yours).flatMap((key) =>
    findDifferences(
      {
        before: ownValue(ofBefore, key),
        theirs: ownValue(theirs, key),
        yours: ownValue(yours, key),
      },
      [...path, key],
    ),
  );
}

/** Merges both sides, taking the chosen side of each difference. Their keys come first. */
export function mergeSides(
  { theirs, yours }: Pick<Sides<JsonObject>, Side>,
  sideOf: (id: string) => Side,
  path: readonly string[] = [],
): JsonObject {
  const entries = unionOfKeys(theirs, yours).flatMap((key): [string, JsonValue][] => {
    const at = [...path, key];
    const [their, your] = [ownValue(theirs, key), ownValue(yours, key)];
    if (isJsonObject(their) && isJsonObject(your)) {
      return [[key, mergeSides({ theirs: their, yours: your }, sideOf, at)]];
    }
    const value = isEqual(their, your) || sideOf(differenceId(at)) === "theirs" ? their : your;
    return value === undefined ? [] : [[key, value]];
  });
  return Object.fromEntries(entries);
}

const unionOfKeys = (theirs: JsonObject, yours: JsonObject) => [
  ...new Set([...Object.keys(theirs), ...Object.keys(yours)]),
];

const isEqual = (one: JsonValue | undefined, other: JsonValue | undefined) =>
  JSON.stringify(one) === JSON.stringify(other);
