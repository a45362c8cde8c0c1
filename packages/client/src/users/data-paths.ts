import type { UserField } from "@roster/contract";
import type { AnyData } from "@roster/contract/filter";
import type { JsonValue } from "@roster/contract/json";
import type { ExactJsonObject, StorableObject } from "./exact-json.js";

type Scalar = string | number | bigint | boolean | null;

/** Whether the keys are unknown. */
export type IsUntyped<Data> = string extends keyof Data ? true : false;

/** Paths are typed up to five keys deep; below that, any path is accepted. */
type NextDepth = [never, 0, 1, 2, 3];
type MaxDepth = 4;

/** A path of the data, without `data.`, and the type of its value. */
interface Entry<Path extends string, Value> {
  readonly path: Path;
  readonly value: Value;
}

/** All entries of an object and its nested objects; for a union, those of each member. */
type Entries<T, Prefix extends string, Level extends number> = T extends readonly unknown[] | Scalar
  ? never
  : T extends object
    ? {
        [Key in keyof T & string]: string extends Key
          ? Entry<`${Prefix}${string}`, T[Key] extends Scalar ? T[Key] : JsonValue>
          : | Entry<`${Prefix}${Escape<Key>}`, Exclude<T[Key], undefined>>
            | NestedEntries<Exclude<T[Key], undefined>, `${Prefix}${Escape<Key>}.`, Level>;
      }[keyof T & string]
    : never;

type NestedEntries<T, Prefix extends string, Level extends number> = [NextDepth[Level]] extends [
  never,
]
  ? T extends readonly unknown[] | Scalar
    ? never
    : Entry<`${Prefix}${string}`, JsonValue>
  : Entries<T, Prefix, NextDepth[Level]>;

/** Dots and backslashes in a key are escaped with a backslash. */
type Escape<Key extends string> = EscapeCharacter<EscapeCharacter<Key, "\\">, ".">;
type EscapeCharacter<
  Key extends string,
  Sign extends string,
> = Key extends `${infer Head}${Sign}${infer Tail}`
  ? `${Head}\\${Sign}${EscapeCharacter<Tail, Sign>}`
  : Key;

type ValuesByPath<E extends Entry<string, unknown>, Prefix extends string> = {
  [One in E as `${Prefix}${One["path"]}`]: One["value"];
};

type AllEntries<Data> = Entries<Data, "", MaxDepth>;

/** The type of the value at each path of the data, as used in filters: `data.address.city`. */
export type DataValues<Data extends ExactJsonObject> =
  IsUntyped<Data> extends true ? AnyData : ValuesByPath<AllEntries<Data>, "data.">;

/** A path of the data, with the prefix `data.`. */
export type DataPathOf<Data extends ExactJsonObject> =
  IsUntyped<Data> extends true ? string : keyof DataValues<Data> & string;

/** A path that users can be sorted by. */
export type SortPathOf<Data extends ExactJsonObject> =
  IsUntyped<Data> extends true ? string : UserField | DataPathOf<Data>;

/** A path that a patch can unset, without `data.`. */
export type UnsetPathOf<Data extends ExactJsonObject> =
  IsUntyped<Data> extends true ? string : AllEntries<Data>["path"];

/** What a patch can set: values by path, and partial objects, which are merged. */
export type PatchOf<Data extends ExactJsonObject> =
  IsUntyped<Data> extends true
    ? StorableObject
    : {
        readonly [One in AllEntries<Data> as One["path"]]?: DeepPartial<One["value"]>;
      };

type DeepPartial<T> = T extends Scalar | readonly unknown[]
  ? T
  : { readonly [Key in keyof T]?: DeepPartial<Exclude<T[Key], undefined>> };

/** The data with only the selected paths. Nested values are optional, as their object may be absent. */
export type SelectedData<Data extends ExactJsonObject, Path extends string> =
  IsUntyped<Data> extends true
    ? Data
    : [Path] extends [never]
      ? Data
      : Selected<Data, Path extends `data.${infer Keys}` ? Keys : never>;

type Selected<T, Path extends string> = {
  [Key in keyof T as Key extends string ? (Escape<Key> extends Path ? Key : never) : never]: T[Key];
} & {
  [
    Key in keyof T as Key extends string
      ? Escape<Key> extends Path
        ? never
        : [RestOfPath<Path, Key>] extends [never]
          ? never
          : Key
      : never
  ]?: NestedSelected<Exclude<T[Key], undefined>, RestOfPath<Path, Key & string>>;
};

type NestedSelected<T, Path extends string> = T extends Scalar | readonly unknown[]
  ? never
  : Selected<T, Path>;

type RestOfPath<
  Path extends string,
  Key extends string,
> = Path extends `${Escape<Key>}.${infer Keys}` ? Keys : never;
