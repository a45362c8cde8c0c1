import type { LimitStore, NewUser, UserRow } from "./limit-store.js";

interface AddBody {
  readonly id: string;
  readonly data: object;
  readonly getOrCreate?: boolean;
}

type Answer = readonly [status: number, body: string];

/** Trusts whoever calls: it checks nothing and lets everybody in, since it is the limit. */
export async function answer(store: LimitStore, url: string, body: string): Promise<Answer> {
  const [path = "", query] = url.split("?");
  const parameters = new URLSearchParams(query);
  switch (path) {
    case "/add":
      return add(store, JSON.parse(body) as AddBody); // oxlint-disable-line typescript/consistent-type-assertions -- trusted, as said above
    case "/add-many":
      return addMany(store, JSON.parse(body) as { users: AddBody[] }); // oxlint-disable-line typescript/consistent-type-assertions -- trusted, as said above
    case "/get":
      return get(store, parameters.get("id") ?? "");
    case "/list":
      return list(store, parameters);
    default:
      return [404, "{}"];
  }
}

async function add(store: LimitStore, body: AddBody): Promise<Answer> {
  const { id } = body;
  if (body.getOrCreate === true) {
    const found = await store.find(id);
    if (found) return [200, `{"user":${toText(found)},"created":false}`];
  }
  const user: NewUser = { id, data: JSON.stringify(body.data) };
  const now = Date.now() * 1000;
  if (!(await store.insert(user, now))) return [409, "{}"];
  const row = { ...user, version: 1, createdAt: now, updatedAt: now };
  return [200, `{"user":${toText(row)},"created":true}`];
}

async function addMany(store: LimitStore, { users }: { users: AddBody[] }): Promise<Answer> {
  const rows = users.map(({ id, data }) => ({ id, data: JSON.stringify(data) }));
  const created = await store.insertMany(rows, Date.now() * 1000);
  return [200, `{"created":${created}}`];
}

async function get(store: LimitStore, id: string): Promise<Answer> {
  const found = await store.find(id);
  return found ? [200, toText(found)] : [404, "{}"];
}

async function list(store: LimitStore, parameters: URLSearchParams): Promise<Answer> {
  const limit = Number(parameters.get("limit"));
  const [createdAt, id] = parameters.get("after")?.split(",") ?? [];
  const after = id === undefined ? undefined : { createdAt: Number(createdAt), id };
  const rows = await store.list(limit + 1, after);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  const next = last ? `"${last.createdAt},${last.id}"` : "null";
  return [200, `{"users":[${rows.slice(0, limit).map(toText).join(",")}],"nextCursor":${next}}`];
}

function toText({ id, data, version, createdAt, updatedAt }: UserRow): string {
  const times = `"createdAt":"${toTimestamp(createdAt)}","updatedAt":"${toTimestamp(updatedAt)}"`;
  return `{"id":"${id}","data":${data},"version":${version},${times}}`;
}

function toTimestamp(micros: number): string {
  const milliseconds = new Date(Math.floor(micros / 1000)).toISOString().slice(0, -1);
  return `${milliseconds}${String(micros % 1000).padStart(3, "0")}Z`;
}
