import { errors } from "@roster/contract";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { openWorkspace } from "../testing/workspace.js";

const files = await openWorkspace();
afterAll(() => files[Symbol.asyncDispose]());
beforeEach(() => files.clear());

const { importJson } = files;

describe("CSV", () => {
  test("supports ids and strings with any characters", async () => {
    const input = '\ufeffid,name,"a ""key"""\r\na,"x\r\ny, z",""\r\n\r\nb,"""é""", 1\r\n';
    expect((await importJson(["-", "--format", "csv"], input)).code).toBe(0);
    expect(await files.stored()).toEqual([
      String.raw`{"id":"a","data":{"name":"x\r\ny, z","a \"key\"":""}}`,
      String.raw`{"id":"b","data":{"name":"\"é\"","a \"key\"":" 1"}}`,
    ]);
  });

  test("supports data as JSON in a `data` column and reports invalid records by line", async () => {
    await files.write(
      "users.csv",
      'id,data\na,"{""t"":""x\ny""}"\nb,\nc,"{""n"":1e999}"\nd\na b,\ne,{}\n',
    );
    const result = await importJson(["users.csv"]);
    expect(result.counts).toMatchObject({ created: 2, invalid: 4 });
    expect(result.errors).toMatchObject([
      { line: 2, reasons: [{ path: "data" }] },
      { line: 5, reasons: [{ path: "data.n" }] },
      { line: 6, reasons: [{ message: "has 1 cells, but the first line has 2 columns" }] },
      { line: 7, reasons: [{ path: "id" }] },
      { error: { data: { code: "INVALID" } } },
    ]);
  });

  test.each([
    ["no id", "name\nx\n", 'No \\"id\\" column found'],
    ["a duplicate column", "id,a,a\n", 'Duplicate column \\"a\\"'],
    ["data together with keys", "id,data,a\n", "overlapping targets"],
    ["an unclosed quote", 'id,a\nb,"x\n', "Quote Not Closed"],
    ["bytes that are not UTF-8", Buffer.from([0x69, 0x64, 0x0a, 0xff, 0x0a]), "not UTF-8"],
  ])("is rejected as a whole: %s", async (_, input, message) => {
    const { code, errors: reported } = await importJson(["-", "--format", "csv"], input);
    expect(code).toBe(errors.INVALID.exitCode);
    expect(JSON.stringify(reported).replaceAll("\\\\", "\\")).toContain(message);
  });
});
