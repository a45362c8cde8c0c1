import { expect, test } from "vitest";
import { HistoryModes } from "./history-modes.js";

test("a mode that was read before its change is not kept", async () => {
  const app = { id: "app", name: "app", origins: "[]", history: "full" };
  let open = () => {};
  const gate = new Promise<void>((resolve) => (open = resolve));
  const modes = new HistoryModes({
    app: {
      findUnique: async () => {
        const read = { ...app };
        await gate;
        return read;
      },
      updateManyAndReturn: async ({ data }: { data: { history: string } }) => [
        Object.assign(app, data),
      ],
    },
  } as never); // only what the class calls
  const reading = modes.of(["app"]);
  await modes.set("app", "off");
  open();
  await reading;
  expect((await modes.of(["app"])).get("app")).toBe("off");
});
