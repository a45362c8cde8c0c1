import { backends } from "@roster/api/testing";
import { describe, expect, test } from "vitest";
import { openTestRest } from "./testing.js";

describe.each(backends)("REST on %s", (backend) => {
  test("validates every write against the app's schema, with the path in exception_fields", async () => {
    await using rest = await openTestRest(backend);
    await rest.send("POST /user/", { id: "a", data: { occupation: "Engineer" } });
    await rest.server.apps.setDataSchema({
      schema: {
        type: "object",
        properties: { occupation: { type: "string" } },
        required: ["occupation"],
      },
    });
    const data = { occupation: 1 };
    for (const [line, body] of [
      ["POST /user/", { id: "b", data }],
      ["POST /user/?get_or_create=true", { id: "a", data }],
      ["PUT /user/a/", { data }],
    ] as const) {
      const response = await rest.send(line, body);
      expect([line, response.status, response.body]).toMatchObject([
        line,
        400,
        {
          code: 4,
          exception: "InputException",
          exception_fields: { data: ["data.occupation: must be string"] },
        },
      ]);
    }
    const batch = await rest.send("POST /users/", { users: [{ id: "c" }, { id: "d", data }] });
    expect([batch.status, batch.body["exception_fields"]]).toEqual([
      400,
      {
        users: [
          "users[0].data.occupation: is required",
          "users[1].data.occupation: must be string",
        ],
      },
    ]);
    expect((await rest.send("GET /users/?ids=c,d")).body["users"]).toEqual([]);
    expect((await rest.send("GET /user/a/")).body["data"]).toEqual({ occupation: "Engineer" });
  });
});
