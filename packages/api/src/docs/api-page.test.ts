import { readFileSync } from "node:fs";
import { errors } from "@roster/contract";
import { expect, test } from "vitest";
import { router } from "../router.js";

const page = readFileSync(new URL("../../../../docs/api.md", import.meta.url), "utf8");

test.each(Object.keys(router._def.procedures))("docs/api.md describes %s", (path) => {
  expect(page).toMatch(new RegExp(`^(### |\\| )\`${path}\``, "m"));
});

test.each(Object.entries(errors))(
  "docs/api.md explains the cause and remedy of %s",
  (code, { httpStatus }) => {
    expect(page).toMatch(
      new RegExp(`^\\| \`${code}\` +\\| +${httpStatus} \\| \\S.+ \\| \\S.+ \\|$`, "m"),
    );
  },
);
