import { expect, test } from "vitest";
import { createDialect } from "./connect.js";

test.each([
  ["file:./roster.db", "sqlite"],
  ["file:///roster.db", "sqlite"],
  ["postgresql://localhost/roster", "postgresql"],
  ["postgres://localhost/roster", "postgresql"],
])("%s selects %s", async (url, name) => {
  expect((await createDialect(url)).name).toBe(name);
});

test.each([
  ["mysql://root:secret@localhost/roster", "not with mysql:"],
  ["FILE:roster.db", "not with FILE:"],
  ["./roster.db", "not with none"],
  ["", "not with none"],
])("rejects %j and says which URLs are valid", async (url, end) => {
  const rejection = expect(createDialect(url)).rejects;
  await rejection.toMatchObject({
    code: "INVALID",
    message: `DATABASE_URL: must begin with file: (SQLite) or postgresql:, ${end}`,
  });
});
