import type { FloorStore, NewUser, UserRow } from "./floor-store.js";

interface AddBody {
  readonly id: string;
  readonly data: object;
  readonly getOrCreate?: boolean;
}

type Response = readonly [status: number, body: string];

/** Checks nothing: the floor has no authentication and no validation. */
export async function handle(store: FloorStore, url: string, body: string): Promise<Response> {
  const [path = "", query] = url.split("?");
  const parameters = new URLSearchParams(query);
  switch (path) {
    case "/add":
      return add(store, parseTrusted(body));
    case "/add-many":
      return addMany(store, parseTrusted(body));
    case "/get":
      return get(store, parameters.get("id") ?? "");
    case "/list":
      return list(store, parameters);
    default:
      return [404, "{}"];
  }
}

/** The load generator is trusted: it sends what the path expects. */
function parseTrusted(body: string): AddBody & { readonly users: AddBody[] } {
  return JSON.parse(body) as AddBody & { users: AddBody[] }; // oxlint-disable-line typescript/consistent-type-assertions -- see above
}

async function add(store: FloorStore, body: AddBody): Promise<Response> {
  const { id } = body;
  if (body.getOrCreate === true) {
    const found = await store.find(id);
    if (found) return [200, `{"user":${toJson(found)},"created":false}`];
  }
  const user: NewUser = { id, data: JSON.stringify(body.data) };
  const now = Date.now() * 1000;
  if (!(await store.insert(user, now))) return [409, "{}"];
  const row = { ...user, version: 1, createdAt: now, updatedAt: now };
  return [200, `{"user":${toJson(row)},"created":true}`];
}

async function addMany(store: FloorStore, { users }: { users: AddBody[] }): Promise<Response> {
  const rows = users.map(({ id, data }) => ({ id, data: JSON.stringify(data) }));
  const created = await store.insertMany(rows, Date.now() * 1000);
  return [200, `{"created":${created}}`];
}

async function get(store: FloorStore, id: string): Promise<Response> {
  const found = await store.find(id);
  return found ? [200, toJson(found)] : [404, "{}"];
}

async function list(store: FloorStore, parameters: URLSearchParams): Promise<Response> {
  const limit = Number(parameters.get("limit"));
  const [createdAt, id] = parameters.get("after")?.split(",") ?? [];
  const after = id === undefined ? undefined : { createdAt: Number(createdAt), id };
  const rows = await store.list(limit + 1, after);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  const next = last ? `"${last.createdAt},${last.id}"` : "null";
  return [200, `{"users":[${rows.slice(0, limit).map(toJson).join(",")}],"nextCursor":${next}}`];
}

function toJson({ id, data, version, createdAt, updatedAt }: UserRow): string {
  const times = `"createdAt":"${toTimestamp(createdAt)}","updatedAt":"${toTimestamp(updatedAt)}"`;
  return `{"id":"${id}","data":${data},"version":${version},${times}}`;
}

function toTimestamp(micros: number): string {
  const milliseconds = new Date(Math.floor(micros / 1000)).toISOString().slice(0, -1);
  return `${milliseconds}${String(micros % 1000).padStart(3, "0")}Z`;
}
