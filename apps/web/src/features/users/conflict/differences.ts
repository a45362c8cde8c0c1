import { isObjectToken } from "@roster/contract/json";
import { entriesOf, toObjectToken } from "@/lib/json";

/** Who changed a value since the common version. */
export type ChangedBy = "them" | "you" | "both";

/** The tokens of a value that differs between two sides; undefined if a side has none. */
export interface Difference extends Sides {
  readonly path: readonly string[];
  readonly changedBy: ChangedBy;
}

export interface Sides<Token extends string | undefined = string | undefined> {
  /** The common version. */
  readonly before: Token;
  readonly theirs: Token;
  readonly yours: Token;
}

export type Side = "theirs" | "yours";

export const differenceId = (path: readonly string[]): string => JSON.stringify(path);

/** Lists every value that differs. Arrays are compared as a whole. */
export function findDifferences(sides: Sides, path: readonly string[] = []): Difference[] {
  const { before, theirs, yours } = sides;
  if (theirs === yours) return [];
  if (!isObject(theirs) || !isObject(yours)) {
    const changedBy = before === yours ? "them" : before === theirs ? "you" : "both";
    return [{ path, ...sides, changedBy }];
  }
  const ofBefore = isObject(before) ? entriesOf(before) : undefined;
  const [ofTheirs, ofYours] = [entriesOf(theirs), entriesOf(yours)];
  return unionOfKeys(ofTheirs, ofYours).flatMap((key) =>
    findDifferences(
      { before: ofBefore?.get(key), theirs: ofTheirs.get(key), yours: ofYours.get(key) },
      [...path, key],
    ),
  );
}

/** Merges the objects of both sides, taking the chosen side of each difference. Their keys come first. */
export function mergeSides(
  { theirs, yours }: Pick<Sides<string>, Side>,
  sideOf: (id: string) => Side,
  path: readonly string[] = [],
): string {
  const [ofTheirs, ofYours] = [entriesOf(theirs), entriesOf(yours)];
  const entries = unionOfKeys(ofTheirs, ofYours).flatMap((key): [string, string][] => {
    const at = [...path, key];
    const [their, your] = [ofTheirs.get(key), ofYours.get(key)];
    if (isObject(their) && isObject(your)) {
      return [[key, mergeSides({ theirs: their, yours: your }, sideOf, at)]];
    }
    const token = their === your || sideOf(differenceId(at)) === "theirs" ? their : your;
    return token === undefined ? [] : [[key, token]];
  });
  return toObjectToken(entries);
}

type Entries = ReadonlyMap<string, string>;

const unionOfKeys = (theirs: Entries, yours: Entries) => [
  ...new Set([...theirs.keys(), ...yours.keys()]),
];

const isObject = (token: string | undefined): token is string =>
  token !== undefined && isObjectToken(token);
