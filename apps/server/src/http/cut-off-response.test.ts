import { openTestApi, serverClaims, signToken } from "@roster/api/testing";
import { expect, test, vi } from "vitest";
import { serve } from "../testing/http.js";

test("a response that fails midway is cut off, and logged with its request id", async () => {
  await using api = await openTestApi("sqlite");
  const { changes } = api.database;
  await api.server.users.add({ id: "ada" });
  for (let n = 1; n <= 100; n += 1) await api.server.users.update({ id: "ada", data: { n } });
  const lines: (readonly unknown[])[] = [];
  const log = { error: (...line: readonly unknown[]) => void lines.push(line) };
  await using served = await serve(api.api, undefined, log);
  const read = changes.history.bind(changes);
  const pages = vi.spyOn(changes, "history").mockImplementationOnce(read);
  pages.mockRejectedValueOnce(new Error("The database is gone"));
  const headers = {
    "x-api-key": api.apiKey,
    authorization: await signToken(serverClaims, api.apiSecret),
  };
  const input = encodeURIComponent(JSON.stringify({ id: "ada" }));
  const response = await fetch(`${served.url}/trpc/users.export?input=${input}`, { headers });
  expect(response.status).toBe(200);
  await expect(response.text()).rejects.toThrow("terminated");
  const query = { isWithInstallation: false, limit: 1, maxBytes: 1000 };
  const request = { appId: "main", deadlineMs: 60_000 };
  const { entries } = await changes.list("main", { ...query, changeTypes: [] }, request);
  const [event] = entries;
  expect(event?.type).toBe("user.exported");
  expect(lines).toEqual([
    [expect.objectContaining({ requestId: event?.requestId }), "A response was cut off"],
  ]);
});
