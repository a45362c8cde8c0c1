import { expect, test } from "vitest";
import { generateMasterKey } from "./master-keys.js";
import { SecretBox } from "./secret-box.js";

test("a sealed secret can be opened with the same master key, in hex or base64", () => {
  const masterKey = generateMasterKey();
  const sealed = new SecretBox(masterKey).seal("key", "secret é");
  const hex = Buffer.from(masterKey, "base64").toString("hex");
  expect(new SecretBox(hex).open("key", sealed)).toBe("secret é");
  expect(sealed).not.toContain("secret");
});

test("the same secret is sealed differently each time", () => {
  const box = new SecretBox(generateMasterKey());
  expect(box.seal("key", "secret")).not.toBe(box.seal("key", "secret"));
});

test("a sealed secret cannot be opened for another API key, with another master key, or after tampering", () => {
  const box = new SecretBox(generateMasterKey());
  const sealed = box.seal("key", "secret");
  const last = sealed.endsWith("A") ? "B" : "A";
  const message = "The secret of API key";
  expect(() => box.open("other", sealed)).toThrow(message);
  expect(() => new SecretBox(generateMasterKey()).open("key", sealed)).toThrow(message);
  expect(() => box.open("key", `${sealed.slice(0, -2)}${last}${last}`)).toThrow(message);
  expect(() => box.open("key", "")).toThrow(message);
});

test.each(["", "short", "f".repeat(63), "not base64 at all, but long enough to be 32 b"])(
  "rejects %j as a master key",
  (text) => {
    expect(() => new SecretBox(text)).toThrow("ROSTER_MASTER_KEY: must be 32 bytes");
  },
);
