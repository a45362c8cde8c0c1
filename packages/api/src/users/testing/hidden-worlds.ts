import type { AddManyUsersInput, SetUserReadsInput, UserReads } from "@roster/contract";
import fc from "fast-check";

/** All data paths of the users. */
export const fields = [
  "data.a",
  "data.deep.b",
  "data.secret",
  "data.deep.hidden",
  "data.u",
] as const;
type NewUser = AddManyUsersInput["users"][number];
type Field = (typeof fields)[number];
type Values = Readonly<Record<Field, string | number>>;

/** The user whose token makes the calls. */
export const ME = "me";
/** The others; those of `ids` that are not stored do not exist. */
const others = ["b", "c", "d"] as const;
export const ids = [ME, ...others, "nobody"] as const;

/** What an app has. */
interface World {
  readonly users: readonly NewUser[];
  readonly trash: readonly string[];
}

/** Two apps that differ only in what is hidden from the user {@link ME}. */
export interface Worlds {
  readonly policy: SetUserReadsInput;
  readonly worlds: readonly [World, World];
}

/** Of the users in the order of {@link others}. */
const uniqueValues = fc.constantFrom(["u1", "u2", "u3"], ["u4", "u5", "u6"]);
const value = fc.constantFrom<string | number>("x", "X y", "z", 1, 2.5);
const fieldValues = fc.record(
  { "data.a": value, "data.deep.b": value, "data.secret": value, "data.deep.hidden": value },
  { noNullPrototype: true },
);

const state = fc.constantFrom<Partial<Pick<NewUser, "status" | "ban" | "tokensValidAfter">>>(
  {},
  { ban: { reason: "spam" } },
  { status: "deactivated", tokensValidAfter: "2026-01-01T00:00:00.000000Z" },
);

const side = fc.record({
  values: fc.tuple(fieldValues, fieldValues, fieldValues),
  unique: uniqueValues,
  isReversed: fc.boolean(),
  /** Whether the hidden data of all users is so large that few of them fit on a page. */
  isLarge: fc.boolean(),
  stored: fc.oneof(fc.constant([...others]), fc.subarray([...others])),
  states: fc.tuple(state, state, state),
  trash: fc.subarray(["nobody"]),
});
type Side = typeof side extends fc.Arbitrary<infer One> ? One : never;

export const twoWorlds: fc.Arbitrary<Worlds> = fc
  .record({
    userReads: fc.constantFrom<UserReads>("self", "byId", "all", "all", "all"),
    publicFields: fc.subarray([...fields]),
    shared: side,
    sides: fc.tuple(side, side),
  })
  .map(({ userReads, publicFields, shared, sides }) => {
    const isHidden = (field: Field) => userReads === "self" || !publicFields.includes(field);
    const toWorld = (own: Side): World => {
      const stored: readonly (typeof others)[number][] =
        userReads === "self" ? own.stored : shared.stored;
      return {
        users: stored.map((id) => {
          const index = others.indexOf(id);
          const from = (field: Field) => valuesOf(isHidden(field) ? own : shared, index)[field];
          const order = isHidden("data.secret") ? own : shared;
          const large = own.isLarge && isHidden("data.secret") ? { large: "z".repeat(3500) } : {};
          const data = { ...large, ...toData(from, order.isReversed) };
          return { id, data, ...own.states[index] };
        }),
        trash: own.trash,
      };
    };
    return { policy: { userReads, publicFields }, worlds: [toWorld(sides[0]), toWorld(sides[1])] };
  });

function valuesOf({ values, unique }: Side, index: number): Values {
  const { [index]: own = values[0] } = values;
  return { ...own, "data.u": unique[index] ?? "" };
}

/** Hidden keys are before or after the others, which keep their order. */
function toData(from: (field: Field) => string | number, isReversed: boolean) {
  const hidden = { secret: from("data.secret") };
  const rest = {
    a: from("data.a"),
    deep: { b: from("data.deep.b"), hidden: from("data.deep.hidden") },
    u: from("data.u"),
  };
  return isReversed ? { ...rest, ...hidden } : { ...hidden, ...rest };
}
