import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { createDataFolder, serverToken, startServerProcess } from "./testing/server.js";

const page = readFileSync(new URL("../../../docs/api.md", import.meta.url), "utf8");
const requests = Array.from(page.matchAll(/^```http\n(.*?)^```$/gms), ([, text = ""]) => text);

test("the requests in docs/api.md get the responses that it shows", async () => {
  using folder = createDataFolder();
  await using server = await startServerProcess(folder.path);
  const { apiKey, apiSecret } = server.credentials;
  const names = { $ROSTER_API_KEY: apiKey, $TOKEN: serverToken(apiSecret) };
  const answers: unknown[] = [];
  for (const text of requests) {
    const [head = "", body = ""] = text.split("\n\n");
    const [first = "", ...fields] = head.trim().split("\n");
    const [method = "", path = ""] = first.split(" ");
    const headers = fields.map((field): [string, string] => {
      const [name = "", value = ""] = field.split(": ");
      return [name, value.replaceAll(/\$[A-Z_]+/g, (each) => names[each as keyof typeof names])];
    });
    const content = method === "GET" ? {} : { body: body.trim() };
    const response = await fetch(server.ready.apiUrl + path, { method, headers, ...content });
    answers.push(await response.json());
  }
  expect(answers).toMatchObject([
    { result: { data: { created: true, user: { id: "ada", data: { name: "Ada" } } } } },
    { result: { data: { id: "ada", version: 1 } } },
  ]);
});
