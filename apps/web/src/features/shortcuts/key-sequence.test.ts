import { expect, test } from "vitest";
import { createKeySequence } from "./key-sequence";
import { shortcuts } from "./shortcuts";

const plain = { ctrlKey: false, metaKey: false, altKey: false };

/** The shortcut after each key, pressed a tenth of a second apart. */
function press(keys: readonly string[], { isTyping = false, gapMs = 100 } = {}) {
  const next = createKeySequence(shortcuts);
  return keys.map((key, index) => {
    const isMod = key.startsWith("Mod+");
    const event = { ...plain, key: isMod ? key.slice(4) : key, ctrlKey: isMod };
    return next({ ...event, timeStamp: (index + 1) * gapMs }, { isTyping });
  });
}

test("recognises a key, a key with Ctrl or Command, and a sequence", () => {
  expect(press(["/"])).toEqual(["search"]);
  expect(press(["Mod+k"])).toEqual(["palette"]);
  expect(press(["g", "u"])).toEqual([undefined, "go /users"]);
  const mac = createKeySequence(shortcuts);
  expect(mac({ ...plain, key: "k", metaKey: true, timeStamp: 1 }, { isTyping: false })).toBe(
    "palette",
  );
});

test("treats a key that continues no sequence, or comes too late, as a new one", () => {
  expect(press(["g", "x", "u"])).toEqual([undefined, undefined, undefined]);
  expect(press(["g", "/"])).toEqual([undefined, "search"]);
  expect(press(["g", "g", "u"])).toEqual([undefined, undefined, "go /users"]);
  expect(press(["g", "u"], { gapMs: 2000 })).toEqual([undefined, undefined]);
  expect(press(["Mod+g", "u"])).toEqual([undefined, undefined]);
});

test("recognises only the palette shortcut while typing", () => {
  expect(press(["/", "?", "g", "u", "Mod+k"], { isTyping: true })).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
    "palette",
  ]);
});

test("no shortcut equals another or is the start of another", () => {
  const sequences = shortcuts.map(({ keys }) => keys.join(" "));
  for (const [index, sequence] of sequences.entries()) {
    const others = sequences.filter((_, at) => at !== index);
    expect(others.some((other) => other === sequence || other.startsWith(`${sequence} `))).toBe(
      false,
    );
  }
});
