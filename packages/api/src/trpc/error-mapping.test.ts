import { AppError } from "@roster/contract";
import { describe, expect, test } from "vitest";
import { generateMasterKey } from "../auth/master-keys.js";
import { createApi } from "../create-api.js";
import { toAppError } from "./error-mapping.js";
import { openTestApi, rejectionOf } from "../testing.js";

describe("an unexpected error", () => {
  test("becomes INTERNAL with a fixed message, and is logged once with its cause and request", async () => {
    await using made = await openTestApi("sqlite");
    const logged: Record<string, unknown>[] = [];
    const api = createApi({
      database: made.database,
      masterKey: generateMasterKey(), // a different one, so that no stored secret can be opened
      maxDataBytes: 100,
      log: { error: (fields) => logged.push(fields) },
    });
    const credentials = { apiKey: made.apiKey, authorization: "a.b.c" };
    const caller = api.createCaller(api.createContext({ credentials }));
    const rejection = await rejectionOf(caller.users.get({ id: "a" }));
    expect(rejection.code).toBe("INTERNAL");
    expect(rejection.message).not.toContain("master key");
    expect(logged).toEqual([
      {
        path: "users.get",
        code: "INTERNAL",
        requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
        err: expect.objectContaining({ message: expect.stringContaining("master key") }) as Error,
      },
    ]);
  });

  test("never exposes its own message, even if it comes from our own code", () => {
    for (const thrown of [new Error("secret"), "secret", new AppError("INTERNAL", "secret")]) {
      expect(toAppError(thrown)).toMatchObject({ code: "INTERNAL" });
      expect(toAppError(thrown).message).not.toContain("secret");
    }
  });
});

test("a caller's error is not logged", async () => {
  await using api = await openTestApi("sqlite");
  await rejectionOf(api.server.users.get({ id: "a" }));
  expect(api.logged).toEqual([]);
});
