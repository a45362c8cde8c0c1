import { expect, test } from "vitest";
import { AppSettings } from "./app-settings.js";

test("settings that were read before their change are not kept, and concurrent calls read them once", async () => {
  const app = { id: "app", name: "app", history: "full", userReads: "all", publicFields: null };
  let open = () => {};
  let reads = 0;
  const gate = new Promise<void>((resolve) => (open = resolve));
  const settings = new AppSettings({
    app: {
      findUnique: async () => {
        reads += 1;
        const read = { ...app };
        await gate;
        return read;
      },
      updateManyAndReturn: async ({ data }: { data: { history?: string } }) => [
        Object.assign(app, data),
      ],
    },
  } as never); // only what the class calls
  const reading = [settings.of("app"), settings.of("app")];
  await settings.set("app", { history: "off", userReads: "byId", publicFields: '["data.a"]' });
  open();
  await Promise.all(reading);
  expect(reads).toBe(1);
  const changed = { history: "off", userReads: "byId", publicPaths: [["data", "a"]] };
  expect(await settings.of("app")).toEqual(changed);
});
