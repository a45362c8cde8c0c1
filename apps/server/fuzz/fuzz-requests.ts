import fc from "fast-check";

/** A request that is valid HTTP, with any content. */
export interface FuzzRequest {
  readonly method: string;
  readonly target: string;
  /** Which credentials it sends. */
  readonly as: "server" | "user" | "reader" | "nobody" | "stranger" | "forger" | "two";
  readonly lines: readonly string[];
  readonly body: string;
}

const id = fc.oneof(
  { weight: 20, arbitrary: fc.constantFrom("a", "b", "c", "d") },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      "",
      " ",
      "a b",
      "é",
      "A-_9",
      "__proto__",
      "constructor",
      "../a",
      "%00",
      "\u0000",
      "me",
      "x".repeat(255),
      "x".repeat(256),
    ),
  },
  fc.string({ maxLength: 8 }),
);

const key = fc.oneof(
  fc.constantFrom("name", "city", "n", "__proto__", "constructor", "toString", "7", "0", "a.b", ""),
  fc.string({ maxLength: 6 }),
);
const leaf = fc.oneof(
  { weight: 10, arbitrary: fc.constantFrom(null, true, 0, 1e300, 5e-324, "", "😀", "a", "b") },
  { weight: 5, arbitrary: fc.string({ maxLength: 10 }) },
  { weight: 5, arbitrary: fc.integer() },
  { weight: 2, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) },
  { weight: 1, arbitrary: fc.constantFrom("\u0000", "\ud800", 2 ** 53 + 2, -0) },
);
const { data: anyData } = fc.letrec<{ data: unknown; object: unknown }>((tie) => ({
  data: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    leaf,
    fc.array(tie("data"), { maxLength: 4 }),
    tie("object"),
  ),
  object: fc.dictionary(key, tie("data"), { maxKeys: 5 }),
}));
const data = fc.oneof(
  { weight: 12, arbitrary: fc.dictionary(key, anyData, { maxKeys: 4 }) },
  { weight: 1, arbitrary: anyData },
);

const path = fc.constantFrom(
  "id",
  "createdAt",
  "data.name",
  "data.n",
  "data",
  "data.7",
  "x",
  "data.",
);
const where = fc.oneof(
  fc.dictionary(path, fc.oneof(leaf, fc.dictionary(fc.constantFrom("eq", "gt", "lt", "in", "startsWith", "contains", "exists", "nosuch"), leaf, { maxKeys: 2 })), { maxKeys: 3 }),
  fc.constantFrom('data.name = "a"', "data.n > 1 and not id = 'a'", "(((", 'data.name startswith "a"', "\u0000"),
  anyData,
); // prettier-ignore

const version = fc.oneof(fc.constantFrom(1, 2, 0, -1, 1.5, 2 ** 53), leaf);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const idempotencyKey = maybe(fc.oneof(fc.constantFrom("ROUND-1", "ROUND-2", ""), fc.string()));
const timestamp = fc.constantFrom(
  "2020-01-01T00:00:00.000000Z",
  "2020-01-02T00:00:00.000000Z",
  "x",
);
const user = fc.record(
  {
    id,
    data,
    getOrCreate: fc.boolean(),
    createdAt: fc.constantFrom("2020-01-01T00:00:00.000000Z", "2021-01-01T00:00:00.000001Z", "x"),
  },
  { requiredKeys: ["id"] },
);
const sort = fc.array(fc.record({ path, direction: fc.constantFrom("asc", "desc", "desc", "up") }), { maxLength: 3 }); // prettier-ignore

/** Procedures, with inputs that are mostly valid. */
const inputs: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  "users.add": fc.record({ id, data, getOrCreate: maybe(fc.boolean()), idempotencyKey }),
  "users.addMany": fc.record({
    users: fc.array(user, { maxLength: 5 }),
    atomic: maybe(fc.boolean()),
    getOrCreate: maybe(fc.boolean()),
    idempotencyKey,
  }),
  "users.get": fc.record({ id }),
  "users.getMany": fc.record({ ids: fc.array(id, { maxLength: 5 }) }),
  "users.update": fc.record({ id, data, ifVersion: maybe(version) }),
  "users.patch": fc.record({
    id,
    set: maybe(data),
    unset: maybe(fc.array(key, { maxLength: 3 })),
    ifVersion: maybe(version),
    idempotencyKey,
  }),
  "users.remove": fc.record({ id, ifVersion: maybe(version) }),
  "users.removeMany": fc.record({ ids: fc.array(id, { maxLength: 5 }) }),
  "users.list": fc.record({
    where: maybe(where),
    search: maybe(fc.string({ maxLength: 5 })),
    sort: maybe(sort),
    limit: maybe(fc.constantFrom(1, 2, 3, 50, 100, 1000, 0, -1, 1.5)),
    select: maybe(fc.array(path, { maxLength: 3 })),
    cursor: fc.option(fc.oneof(fc.base64String(), fc.string()), { nil: undefined, freq: 1 }),
    count: maybe(fc.constantFrom("exact", "capped", "no")),
  }),
  "stats.users": fc.record({ from: timestamp, to: timestamp, step: fc.constantFrom(3_600, 86_400, 0) }),
  "indexes.list": anyData,
  "apps.list": anyData,
  "apiKeys.list": anyData,
  "apps.checkDataSchema": anyData,
  "indexes.add": anyData,
  "users.nosuch": anyData,
  "__proto__": anyData,
}; // prettier-ignore

/** Text that is JSON, almost JSON, or not JSON. */
function textOf(value: fc.Arbitrary<unknown>): fc.Arbitrary<string> {
  const text = value.map((given) => JSON.stringify(given) ?? "");
  return fc.oneof(
    { weight: 24, arbitrary: text },
    {
      weight: 2,
      arbitrary: fc
        .tuple(
          text,
          fc.nat(),
          fc.nat(6),
          fc.constantFrom(
            "",
            '"',
            "{",
            "]",
            ",",
            "1e999",
            "\\",
            "\ud800",
            "\u0000",
            " ",
            '"id":"a",',
          ),
        ) // prettier-ignore
        .map(([whole, at, cut, put]) => {
          const place = at % (whole.length + 1);
          return whole.slice(0, place) + put + whole.slice(place + cut);
        }),
    },
    fc.string({ maxLength: 20 }),
  );
}

const as = fc.oneof(
  { weight: 12, arbitrary: fc.constant("server" as const) },
  fc.constantFrom("user", "reader", "nobody", "stranger", "forger", "two"),
);
const method = (usual: string) =>
  fc.oneof(
    { weight: 12, arbitrary: fc.constant(usual) },
    fc.constantFrom("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "PROPFIND", "M-SEARCH"), // prettier-ignore
  );
const oddLines = fc.array(
  fc.constantFrom(
    "Accept: application/jsonl",
    "trpc-accept: application/jsonl",
    "Content-Encoding: gzip",
    "Expect: 100-continue",
    "Expect: x",
    "Origin: null",
    "Upgrade: h2c",
    "X-Odd: \xe9",
    "Content-Type: text/plain",
    "Content-Type: multipart/form-data; boundary=x",
    "Host: y",
    "X-HTTP-Method-Override: DELETE",
    "Cookie: a=b",
    "Range: bytes=0-1",
    "If-Match: *",
  ),
  { maxLength: 2 },
);
const lines = fc.oneof({ weight: 8, arbitrary: fc.constant<string[]>([]) }, oddLines);

const call = fc
  .constantFrom(...Object.keys(inputs))
  .chain((name) => fc.tuple(fc.constant(name), inputs[name] ?? anyData));

const isQuery = (name: string) => /get|list|stats|check/i.test(name);

const single: fc.Arbitrary<FuzzRequest> = call.chain(([name, input]) =>
  fc
    .record({ text: textOf(fc.constant(input)), as, lines, method: method(isQuery(name) ? "GET" : "POST") })
    .map(({ text, ...rest }) => {
      const inQuery = rest.method === "GET" || rest.method === "HEAD";
      const query = inQuery ? `?input=${encode(text)}` : "";
      return { ...rest, lines: ["Content-Type: application/json", ...rest.lines], target: `/trpc/${encode(name)}${query}`, body: inQuery ? "" : text };
    }),
); // prettier-ignore

/** The calls of one request run concurrently, so the engines may order two changes of one user differently. */
function withOneChange<Call extends readonly [string, unknown]>(calls: readonly Call[]): Call[] {
  const first = calls.findIndex(([name]) => !isQuery(name));
  return calls.filter(([name], at) => at === first || isQuery(name));
}

const batched: fc.Arbitrary<FuzzRequest> = fc
  .array(call, { minLength: 1, maxLength: 4 })
  .map(withOneChange)
  .chain((calls) => {
    const byPlace = fc.constant(Object.fromEntries(calls.map(([, input], at) => [at, input])));
    const usual = calls.every(([name]) => isQuery(name)) ? "GET" : "POST";
    return fc.record({ text: textOf(byPlace), as, lines, method: method(usual) }).map(({ text, ...rest }) => {
      const names = calls.map(([name]) => encode(name)).join(",");
      const inQuery = rest.method === "GET" || rest.method === "HEAD";
      const target = `/trpc/${names}?batch=1${inQuery ? `&input=${encode(text)}` : ""}`;
      return { ...rest, lines: ["Content-Type: application/json", ...rest.lines], target, body: inQuery ? "" : text };
    });
  }); // prettier-ignore

const ids = fc.array(id, { maxLength: 4 }).map((all) => all.map(encode).join(","));
const flag = fc.constantFrom("", "?get_or_create=1", "?get_or_create=false", "?api_key=other", "?x=%zz", "?with_follow_counts=true"); // prettier-ignore
const restCall = fc.oneof(
  fc.record({ usual: fc.constant("POST"), place: flag.map((query) => `user/${query}`), body: textOf(fc.record({ id: fc.oneof(id, fc.nat()), data: maybe(data) })) }),
  fc.record({ usual: fc.constant("GET"), place: fc.tuple(id, flag).map(([name, query]) => `user/${encode(name)}/${query}`), body: fc.constant("") }),
  fc.record({ usual: fc.constant("PUT"), place: id.map((name) => `user/${encode(name)}/`), body: textOf(fc.record({ data: maybe(data) })) }),
  fc.record({ usual: fc.constant("DELETE"), place: id.map((name) => `user/${encode(name)}/`), body: fc.constant("") }),
  fc.record({ usual: fc.constant("POST"), place: fc.constant("users/"), body: textOf(fc.record({ users: fc.array(fc.record({ id, data: maybe(data) }), { maxLength: 4 }), override: maybe(fc.oneof(fc.boolean(), leaf)) })) }),
  fc.record({ usual: fc.constant("GET"), place: ids.map((list) => `users/?ids=${list}`), body: fc.constant("") }),
  fc.record({ usual: fc.constant("DELETE"), place: ids.map((list) => `users/?ids=${list}`), body: fc.constant("") }),
  fc.record({ usual: fc.constant("GET"), place: fc.constantFrom("", "user", "nosuch/", "../../", "user/a/b/"), body: fc.constant("") }),
); // prettier-ignore
const rest: fc.Arbitrary<FuzzRequest> = restCall.chain(({ usual, place, body }) =>
  fc
    .record({ as, lines, method: method(usual), base: fc.constantFrom("/api/v1.0/", "/api//v1.0/", "/api/v2/") })
    .map(({ base, ...others }) => ({ ...others, target: base + place, body })),
); // prettier-ignore

const elsewhere: fc.Arbitrary<FuzzRequest> = fc.record({
  method: method("GET"),
  target: fc.oneof(
    fc.constantFrom("/", "/healthz", "/api/docs", "/api/openapi.json", "/trpc", "/trpc/", "*", "//", "/%", "/..", "http://x/"), // prettier-ignore
    fc.string({ maxLength: 20 }).map((text) => `/${encode(text)}`),
  ),
  as,
  lines,
  body: fc.oneof(fc.constant(""), fc.string({ maxLength: 10 })),
});

/** Valid, nearly valid and broken requests to every surface. */
export const fuzzRequest: fc.Arbitrary<FuzzRequest> = fc.oneof(
  { weight: 5, arbitrary: single },
  { weight: 2, arbitrary: batched },
  { weight: 4, arbitrary: rest },
  { weight: 1, arbitrary: elsewhere },
);

/** A lone surrogate has no UTF-8 encoding. */
const encode = (text: string) => encodeURIComponent(text.replace(/[\ud800-\udfff]/gu, ""));
