import { expect, test } from "vitest";
import { parseView, toggleSort, toListInput, toQuery, usersPath } from "./users-view";

const viewOf = (query: string) => parseView(new URLSearchParams(query));
const at = (query: string) => usersPath(viewOf(query));

test("a view and its URL convert to each other, and defaults are omitted", () => {
  expect(at("")).toBe("/users");
  expect(at("size=50&sort=-createdAt&page=1&search=%20&filter=%20")).toBe("/users");
  const full =
    "search=ada&filter=data.age+%3E+3&status=deactivated&sort=-data.a%2Cb&sort=id&size=25&page=3&cursor=abc";
  expect(at(full)).toBe(`/users?${full}`);
  expect(toListInput(viewOf(full), { id: "x" })).toEqual({
    where: { id: "x" },
    search: "ada",
    status: ["deactivated"],
    sort: [
      { path: "data.a,b", direction: "desc" },
      { path: "id", direction: "asc" },
    ],
    limit: 25,
    cursor: "abc",
  });
});

test("invalid URL parameters are ignored", () => {
  expect(at("size=7&status=gone&sort=nothing&sort=-id&sort=id&page=9")).toBe("/users?sort=-id");
  expect(viewOf("cursor=abc&page=-1").page).toBe(2);
});

test("active users are not banned, and a ban is combined with the filter", () => {
  const plan = { "data.plan": "pro" };
  expect(toQuery(viewOf("status=active"), undefined)).toEqual({
    status: ["active"],
    where: { banned: false },
  });
  expect(toQuery(viewOf("status=banned"), plan)).toEqual({
    where: { and: [plan, { banned: true }] },
  });
  expect(toQuery(viewOf("status=deleted"), plan)).toEqual({ status: ["deleted"], where: plan });
});

test("a click sorts ascending, then descending, then by default", () => {
  const up = toggleSort(viewOf("").sort, "id", { isMore: false });
  const down = toggleSort(up, "id", { isMore: false });
  expect(up).toEqual([{ path: "id", direction: "asc" }]);
  expect(down).toEqual([{ path: "id", direction: "desc" }]);
  expect(toggleSort(down, "id", { isMore: false })).toEqual(viewOf("").sort);
  const oldest = toggleSort(viewOf("").sort, "createdAt", { isMore: false });
  expect(oldest).toEqual([{ path: "createdAt", direction: "asc" }]);
  expect(toggleSort(oldest, "createdAt", { isMore: false })).toEqual(viewOf("").sort);
});

test("a Shift-click appends a sort column, reverses it, then removes it", () => {
  const shift = { isMore: true };
  const one = toggleSort(viewOf("").sort, "data.city", shift);
  const two = toggleSort(one, "id", shift);
  const turned = toggleSort(two, "data.city", shift);
  expect(turned).toEqual([
    { path: "data.city", direction: "desc" },
    { path: "id", direction: "asc" },
  ]);
  expect(toggleSort(turned, "data.city", shift)).toEqual([{ path: "id", direction: "asc" }]);
});
