import { expect, test } from "vitest";
import { redactSecrets } from "./redact-secrets.js";
import { serverToken } from "../testing/server.js";

test("removes tokens and URL passwords anywhere in a line, and keeps the rest", () => {
  const token = serverToken("s".repeat(64));
  const line = JSON.stringify({
    err: { message: `Bearer ${token} was rejected`, deep: { headers: [{ a: token }] } },
    url: "postgresql://roster:p-w*d@db.internal:5432/roster?schema=a",
    at: "http://localhost:8000/users/a@b",
    requestId: "0c1f2a9e-7a0e-4c5b-9d6f-1b2c3d4e5f60",
  });
  expect(redactSecrets(line)).toBe(
    JSON.stringify({
      err: { message: "Bearer [token] was rejected", deep: { headers: [{ a: "[token]" }] } },
      url: "postgresql://roster:[password]@db.internal:5432/roster?schema=a",
      at: "http://localhost:8000/users/a@b",
      requestId: "0c1f2a9e-7a0e-4c5b-9d6f-1b2c3d4e5f60",
    }),
  );
});
