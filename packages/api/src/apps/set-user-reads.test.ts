import { describe, expect, test } from "vitest";
import { adminActor, backends, openTestApi, rejectionOf } from "../testing.js";

const admin = adminActor("main");

describe.each(backends)("what user tokens of an app on %s may read", (backend) => {
  test("is only their own user in new apps, and set by administrators", async () => {
    await using api = await openTestApi(backend);
    const { apps } = api.as(admin);
    const own = { userReads: "self", publicFields: [] };
    expect(await apps.add({ name: "Shop" })).toMatchObject(own);
    expect((await apps.list()).apps).toMatchObject([{ id: "main", ...own }, own]);
    const policy = { userReads: "byId" as const, publicFields: ["data.name", "data.a.b"] };
    expect(await apps.setUserReads(policy)).toMatchObject({ id: "main", ...policy });
    expect((await apps.list()).apps).toMatchObject([policy, own]);
    expect(await api.database.appSettings.of("main")).toMatchObject({
      userReads: "byId",
      publicPaths: [
        ["data", "name"],
        ["data", "a", "b"],
      ],
    });
    const everything = { userReads: "all" as const, publicFields: null };
    expect(await apps.setUserReads(everything)).toMatchObject(everything);
    const byServer = api.server.apps.setUserReads(policy);
    expect((await rejectionOf(byServer)).code).toBe("FORBIDDEN");
    const viewer = api.as({ ...admin, role: "viewer" }).apps.setUserReads(policy);
    expect((await rejectionOf(viewer)).code).toBe("FORBIDDEN");
    const { entries } = await api.as(admin).audit.list({ types: ["app.userReadsSet"] });
    expect(entries).toMatchObject([
      { details: { userReads: "all", publicFields: null } },
      { details: { userReads: "byId", publicFields: '["data.name","data.a.b"]' } },
    ]);
  });

  test("has only data paths as public fields, each once", async () => {
    await using api = await openTestApi(backend);
    const { apps } = api.as(admin);
    const publicFields = ["id", "data", "name", "data.a\\", "data.ok"];
    const invalid = await rejectionOf(apps.setUserReads({ userReads: "all", publicFields }));
    expect(invalid).toMatchObject({
      code: "INVALID",
      details: {
        issues: [0, 1, 2, 3].map((index) => ({ path: ["publicFields", index] })),
      },
    });
    const twice = { userReads: "all" as const, publicFields: ["data.a", "data.a"] };
    expect((await apps.setUserReads(twice)).publicFields).toEqual(["data.a"]);
  });
});
