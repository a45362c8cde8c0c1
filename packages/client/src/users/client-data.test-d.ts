import { describe, expectTypeOf, test } from "vitest";
import { z } from "zod";
import { createClient } from "../index.js";

const Person = z.object({
  name: z.string(),
  age: z.number().optional(),
  role: z.enum(["admin", "member"]).default("member"),
  address: z.object({ city: z.string(), geo: z.object({ lat: z.number() }).nullable() }).optional(),
  tags: z.array(z.string()),
  "home.page": z.string().optional(),
  scores: z.record(z.string(), z.number()),
});
interface Stored {
  name: string;
  age?: number;
  role: "admin" | "member";
  address?: { city: string; geo: { lat: number } | null };
  tags: string[];
  "home.page"?: string;
  scores: Record<string, number>;
}

const server = { url: "http://localhost:8000", apiKey: "key", apiSecret: "secret" };
const roster = createClient({ ...server, data: Person });
const { users } = roster;
const handle = roster.user("ada");
const all = () => users.list();
const ada = { name: "Ada", tags: [], scores: {} };

describe("with a schema", () => {
  test("every result has the type of its output", () => {
    type Data = Awaited<ReturnType<typeof users.get>>["data"];
    expectTypeOf<Data>().toEqualTypeOf<Stored>();
    expectTypeOf<Awaited<ReturnType<typeof users.add>>["user"]["data"]>().toEqualTypeOf<Stored>();
    expectTypeOf<
      Awaited<ReturnType<typeof users.getMany>>["users"][number]["data"]
    >().toEqualTypeOf<Stored>();
    expectTypeOf<
      Awaited<ReturnType<typeof all>>["users"][number]["data"]
    >().toEqualTypeOf<Stored>();
    expectTypeOf<Awaited<ReturnType<typeof handle.patch>>["data"]>().toEqualTypeOf<Stored>();
  });

  test("data to store has the type of its input: keys with defaults are optional", () => {
    expectTypeOf(users.add("ada", ada)).not.toBeAny();
    void users.add("ada", { ...ada, role: "admin", age: 36 });
    void users.addMany([{ id: "ada", data: ada }]);
    // @ts-expect-error missing name
    void users.add("ada", { tags: [], scores: {} });
    // @ts-expect-error unknown key
    void users.add("ada", { ...ada, nom: "Ada" });
    // @ts-expect-error wrong type
    void users.update("ada", { ...ada, age: "36" });
    void users.update("ada", { ...ada, age: undefined });
    // @ts-expect-error unknown key in one of many
    void users.addMany([{ id: "ada", data: { ...ada, nom: "Ada" } }]);
    // @ts-expect-error wrong type, through the handle
    void roster.user("ada").update({ ...ada, role: "owner" });
  });

  test("a patch is typed by nested keys and by paths", () => {
    expectTypeOf(
      users.patch("ada", { set: { name: "A", "address.city": "London", "home\\.page": "x" } }),
    ).not.toBeAny();
    void users.patch("ada", { set: { address: { city: "London" }, "scores.math": 1 } });
    void users.patch("ada", { set: { "address.geo": { lat: 1 } }, unset: ["age", "scores.math"] });
    // @ts-expect-error wrong type at a path
    void users.patch("ada", { set: { "address.city": 7 } });
    // @ts-expect-error unknown key inside
    void users.patch("ada", { set: { address: { town: "London" } } });
    // @ts-expect-error unknown path
    void users.patch("ada", { set: { "address.town": "London" } });
    // @ts-expect-error unknown path
    void roster.user("ada").patch({ unset: ["address.town"] });
  });

  test("filters accept operands of the type at their path", () => {
    expectTypeOf(
      users.list({ where: { "data.name": "Ada", "data.age": { gte: 18 }, id: { ne: "a" } } }),
    ).not.toBeAny();
    void users.list({ where: { "data.role": { in: ["admin"] }, "data.tags": { contains: "x" } } });
    void users.list({ where: { or: [{ "data.address.geo.lat": { gt: 1 } }, { version: 1 }] } });
    void users.list({
      where: { "data.address": { exists: false }, "data.scores.math": { lt: 3 } },
    });
    // @ts-expect-error unknown path
    void users.list({ where: { "data.nom": "Ada" } });
    // @ts-expect-error unknown path inside
    void users.list({ where: { not: { "data.address.town": "London" } } });
    // @ts-expect-error wrong operand
    void users.list({ where: { "data.age": "36" } });
    // @ts-expect-error wrong operand of an operator
    void users.list({ where: { "data.age": { gte: "18" } } });
    // @ts-expect-error not a value of the enum
    void users.list({ where: { "data.role": "owner" } });
    // @ts-expect-error startsWith does not apply to numbers
    void users.list({ where: { "data.age": { startsWith: "1" } } });
  });

  test("sorts and selections are typed by path", () => {
    expectTypeOf(
      users.list({ sort: [{ path: "data.address.city" }, { path: "createdAt" }] }),
    ).not.toBeAny();
    void users.iterate({ sort: [{ path: "data.home\\.page", direction: "desc" }] });
    // @ts-expect-error unknown path
    void users.list({ sort: [{ path: "data.nom" }] });
    // @ts-expect-error unknown field
    void users.iterate({ sort: [{ path: "created" }] });
    // @ts-expect-error unknown path
    void users.list({ select: ["data.nom"] });
  });

  test("the type contains only selected paths", () => {
    const listed = () => users.list({ select: ["data.name", "data.address.city"] });
    type Data = Awaited<ReturnType<typeof listed>>["users"][number]["data"];
    expectTypeOf<Data["name"]>().toEqualTypeOf<string>();
    expectTypeOf<NonNullable<Data["address"]>["city"]>().toEqualTypeOf<string>();
    expectTypeOf<Data>().not.toHaveProperty("age");
    expectTypeOf<NonNullable<Data["address"]>>().not.toHaveProperty("geo");
  });

  test("dates are accepted as input if they are transformed to JSON, but not as output", () => {
    const born = z.object({ born: z.date().transform((date) => date.toISOString()) });
    expectTypeOf(
      createClient({ ...server, data: born }).users.add("ada", { born: new Date(0) }),
    ).not.toBeAny();
    // @ts-expect-error the output is not JSON
    void createClient({ ...server, data: z.object({ born: z.date() }) });
  });

  test("a recursive schema is typed up to five keys deep", () => {
    const Tree = z.object({
      name: z.string(),
      get child() {
        return Tree.optional();
      },
    });
    const tree = createClient({ ...server, data: Tree });
    expectTypeOf(tree.users.list({ where: { "data.child.child.name": "Ada" } })).not.toBeAny();
    // @ts-expect-error wrong operand four levels down
    void tree.users.list({ where: { "data.child.child.name": 7 } });
  });
});
