import { format } from "node:util";
import { adminActor } from "@roster/api/testing";
import { ScopeSchema } from "@roster/contract";
import * as reactQuery from "@tanstack/react-query";
import * as tanstackTrpc from "@trpc/tanstack-react-query";
import { transformSync } from "rolldown/utils";
import { afterEach, expect, test, vi } from "vitest";
import * as zod from "zod";
import * as files from "../files.js";
import * as client from "../index.js";
import * as testing from "../testing.js";
import { findExamples } from "./examples.js";
import { openTestServer } from "./server.js";

const modules = {
  "@roster/client": client,
  "@roster/client/files": files,
  "@roster/client/testing": testing,
  "@tanstack/react-query": reactQuery,
  "@trpc/tanstack-react-query": tanstackTrpc,
  zod,
};

afterEach(() => void vi.restoreAllMocks().unstubAllGlobals());

test.each(findExamples())(
  "the example in $title runs and prints the expected output",
  async (example) => {
    await using server = await openTestServer();
    const printed: string[] = [];
    vi.spyOn(console, "log").mockImplementation((...values) => {
      printed.push(format(...values).replaceAll("'", '"'));
    });
    const { url } = server;
    const admin = server.as(adminActor("main"));
    const key = await admin.apiKeys.add({ name: "Examples", scopes: [...ScopeSchema.options] });
    const options = { apiKey: key.apiKey.key, apiSecret: key.secret };
    const names = { url, ...options, roster: server.connect(options), modules, ...client };
    for (const [name, value] of Object.entries(names)) vi.stubGlobal(name, value);

    await run(example.code.replaceAll("http://localhost:8000", url) + `// ${example.title}`);
    expect(printed.join(" ")).toContain(example.prints.join(" "));
  },
);

/** Runs the code as an ES module, with imports from the modules above. The same text twice is one module. */
async function run(code: string): Promise<void> {
  const bound = code.replaceAll(/^import (\{.*\}) from ("[^"]+");$/gm, "const $1 = modules[$2];");
  // Node 20 does not support `await using`; the resources end with this process.
  const plain = transformSync("example.ts", bound.replaceAll("await using", "const")).code;
  await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(plain)}`);
}
