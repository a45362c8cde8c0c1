import { describe, expect, test } from "vitest";
import { openDatabase } from "../database.js";
import { backends, openTestDatabase } from "../testing.js";

describe.each(backends)("the admin store on %s", (backend) => {
  test("lets exactly one of 20 starts set the first password", async () => {
    await using one = await openTestDatabase(backend);
    await using two = await openDatabase({ url: one.url });
    expect(await one.admin.getPassword()).toBeNull();
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, n) => (n % 2 ? one : two).admin.addPassword(`hash ${n}`)),
    );
    expect(results.filter(Boolean)).toHaveLength(1);
    expect(await two.admin.getPassword()).toMatchObject({
      passwordHash: `hash ${results.indexOf(true)}`,
      settingHash: null,
    });
  });

  test("lets exactly one of 20 concurrent changes of the password succeed", async () => {
    await using one = await openTestDatabase(backend);
    await using two = await openDatabase({ url: one.url });
    await one.admin.addPassword("first");
    const ifUpdatedAt = (await one.admin.getPassword())?.updatedAt ?? 0n;
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        (n % 2 ? one : two).admin.updatePassword({ passwordHash: `hash ${n}`, ifUpdatedAt }),
      ),
    );
    expect(results.filter(Boolean)).toHaveLength(1);
    expect((await two.admin.getPassword())?.passwordHash).toBe(`hash ${results.indexOf(true)}`);
  });

  test("remembers the setting that a password came from, even after the password changes", async () => {
    await using database = await openTestDatabase(backend);
    await database.admin.addPassword("first", "setting 1");
    await database.admin.updatePassword({ passwordHash: "second" });
    expect(await database.admin.getPassword()).toMatchObject({
      passwordHash: "second",
      settingHash: "setting 1",
    });
    await database.admin.updateSettingHash("setting 2");
    expect(await database.admin.getPassword()).toMatchObject({ settingHash: "setting 2" });
    await database.admin.updatePassword({ passwordHash: "third", settingHash: "setting 3" });
    expect(await database.admin.getPassword()).toMatchObject({
      passwordHash: "third",
      settingHash: "setting 3",
    });
  });
});
