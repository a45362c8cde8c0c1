import { expect, test } from "vitest";
import { createKeySequence } from "./key-sequence";
import { shortcuts } from "./shortcuts";

const plain = { ctrlKey: false, metaKey: false, altKey: false };

/** What the keys, each a tenth of a second after the one before, lead to. */
function press(keys: readonly string[], { isTyping = false, gapMs = 100 } = {}) {
  const next = createKeySequence(shortcuts);
  return keys.map((key, index) => {
    const isMod = key.startsWith("Mod+");
    const event = { ...plain, key: isMod ? key.slice(4) : key, ctrlKey: isMod };
    return next({ ...event, timeStamp: (index + 1) * gapMs }, { isTyping });
  });
}

test("a key, a key with Ctrl or the Mac's, and one key after another lead to their shortcuts", () => {
  expect(press(["/"])).toEqual(["search"]);
  expect(press(["Mod+k"])).toEqual(["palette"]);
  expect(press(["g", "u"])).toEqual([undefined, "go /users"]);
  const mac = createKeySequence(shortcuts);
  expect(mac({ ...plain, key: "k", metaKey: true, timeStamp: 1 }, { isTyping: false })).toBe(
    "palette",
  );
});

test("what begins no sequence, or comes too late for it, is taken by itself", () => {
  expect(press(["g", "x", "u"])).toEqual([undefined, undefined, undefined]);
  expect(press(["g", "/"])).toEqual([undefined, "search"]);
  expect(press(["g", "g", "u"])).toEqual([undefined, undefined, "go /users"]);
  expect(press(["g", "u"], { gapMs: 2000 })).toEqual([undefined, undefined]);
  expect(press(["Mod+g", "u"])).toEqual([undefined, undefined]);
});

test("while one types only the palette is opened by keys", () => {
  expect(press(["/", "?", "g", "u", "Mod+k"], { isTyping: true })).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
    "palette",
  ]);
});

test("no two shortcuts have the same keys, and none begins as another is whole", () => {
  const written = shortcuts.map(({ keys }) => keys.join(" "));
  for (const [index, one] of written.entries()) {
    const others = written.filter((_, at) => at !== index);
    expect(others.some((other) => other === one || other.startsWith(`${one} `))).toBe(false);
  }
});
