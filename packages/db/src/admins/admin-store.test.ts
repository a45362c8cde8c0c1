import { describe, expect, test } from "vitest";
import { openDatabase } from "../database.js";
import { backends, openTestDatabase } from "../testing.js";

describe.each(backends)("the admin store on %s", (backend) => {
  test("lets exactly one of 20 starts set the first password", async () => {
    await using one = await openTestDatabase(backend);
    await using two = await openDatabase({ url: one.url });
    expect(await one.admin.find()).toBeNull();
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, n) => (n % 2 ? one : two).admin.insertPassword(`hash ${n}`)),
    );
    expect(results.filter(Boolean)).toHaveLength(1);
    expect(await two.admin.find()).toMatchObject({
      passwordHash: `hash ${results.indexOf(true)}`,
      settingHash: null,
    });
  });

  test("lets exactly one of 20 changes of one password through", async () => {
    await using one = await openTestDatabase(backend);
    await using two = await openDatabase({ url: one.url });
    await one.admin.insertPassword("first");
    const ifUpdatedAt = (await one.admin.find())?.updatedAt ?? 0n;
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        (n % 2 ? one : two).admin.replacePassword({ passwordHash: `hash ${n}`, ifUpdatedAt }),
      ),
    );
    expect(results.filter(Boolean)).toHaveLength(1);
    expect((await two.admin.find())?.passwordHash).toBe(`hash ${results.indexOf(true)}`);
  });

  test("remembers the setting that a password came from, also when the password is another", async () => {
    await using database = await openTestDatabase(backend);
    await database.admin.insertPassword("first", "setting 1");
    await database.admin.replacePassword({ passwordHash: "second" });
    expect(await database.admin.find()).toMatchObject({
      passwordHash: "second",
      settingHash: "setting 1",
    });
    await database.admin.rememberSetting("setting 2");
    expect(await database.admin.find()).toMatchObject({ settingHash: "setting 2" });
    await database.admin.replacePassword({ passwordHash: "third", settingHash: "setting 3" });
    expect(await database.admin.find()).toMatchObject({
      passwordHash: "third",
      settingHash: "setting 3",
    });
  });
});
