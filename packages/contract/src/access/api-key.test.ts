import { expect, test } from "vitest";
import { AddApiKeyInput } from "./api-key.js";

const issuesOf = (allowFrom: string[]) => {
  const { error } = AddApiKeyInput.safeParse({ name: "key", allowFrom });
  return error?.issues.map(({ path, message }) => [path, message]);
};

test.each(["10.0.0.1", "10.0.0.0/8", "0.0.0.0/0", "::1", "2001:db8::/32", "::ffff:10.0.0.1"])(
  "a key can be limited to %s",
  (range) => expect(issuesOf([range])).toBeUndefined(),
);

test.each([
  "10.0.0.0/33",
  "10.0.0",
  "localhost",
  "",
  "fe80::1%eth0",
  "10.0.0.1 10.0.0.2",
  "1::/129",
])("a key cannot be limited to %j", (range) => {
  const message = "must be an IP address or a range in CIDR notation, such as 203.0.113.0/24";
  expect(issuesOf(["::1", range])).toEqual([[["allowFrom", 1], message]]);
});

test("a key is not limited to no address", () => {
  const message = "must name at least one address or range; use null to allow all";
  expect(issuesOf([])).toEqual([[["allowFrom"], message]]);
});
