import { readFile } from "node:fs/promises";
import { stripVTControlCharacters } from "node:util";
import { parseFilter } from "@roster/contract/filter";
import { expect, test } from "vitest";
import { renderFailure, toFailure } from "../output/failure.js";
import { readWhereArgument } from "../arguments/where-argument.js";

const page = await readFile(new URL("../../../../docs/filters.md", import.meta.url), "utf8");

const blocks = (language: string) =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, "gms"))].map(([, code = ""]) =>
    code.trimEnd(),
  );

const filters = blocks("sql").flatMap((code) => code.split("\n"));

test.each(filters)("docs/filters.md: %s is a valid filter", (filter) => {
  expect(parseFilter(filter)).not.toHaveProperty("error");
});

test("docs/filters.md: the first filter is the JSON below it", () => {
  const [json = ""] = blocks("json");
  expect(parseFilter(String(filters[0]))).toEqual({ where: JSON.parse(json) });
});

test("docs/filters.md: the error is as shown", async () => {
  const [shown = ""] = blocks("text");
  const filter = String(shown.split("\n")[1]).trim();
  const failure = await toFailure(thrownBy(() => readWhereArgument(filter)));
  expect(stripVTControlCharacters(renderFailure(failure))).toBe(shown);
});

function thrownBy(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  return expect.unreachable();
}
