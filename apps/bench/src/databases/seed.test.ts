import Database from "libsql";
import { expect, test } from "vitest";
import { seededId } from "../load/user-ids.js";
import { seedSqlite } from "./seed.js";

test("the SQL seeds the ids that the load generator requests", () => {
  const database = new Database(":memory:");
  database.exec("CREATE TABLE users (app_id, id, data, version, created_at, updated_at)");
  database.exec(seedSqlite("app", 1000));
  const ids = database.prepare("SELECT id FROM users ORDER BY created_at").pluck().all();
  expect(ids).toEqual(Array.from({ length: 1000 }, (_, index) => seededId(index + 1)));
});
