import { backends, createTestDatabaseUrl, type TestDatabaseUrl } from "@roster/db/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDataFolder, type ServerProcess, startServerProcess } from "../testing/server.js";
import { openRawConnection, type RawResponse, signRaw } from "../testing/raw-http.js";
import { type SdkForm, sdkForms } from "../testing/sdk-forms.js";

type Action = Parameters<SdkForm["claims"]>[0];

const forms = sdkForms.map((form): [string, SdkForm] => [form.sdk, form]);

describe.each(backends)("on %s", (backend) => {
  const folder = createDataFolder();
  let database: TestDatabaseUrl;
  let server: ServerProcess;
  let port: number;

  beforeAll(async () => {
    database = await createTestDatabaseUrl(backend);
    server = await startServerProcess(folder.path, { DATABASE_URL: database.url });
    port = Number(new URL(server.ready.apiUrl).port);
  });

  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    await database[Symbol.asyncDispose]();
    folder[Symbol.dispose]();
  });

  /** The bytes that the SDK writes, from the request line on. */
  function write(form: SdkForm, line: string, { action, body }: { action: Action; body?: string }) {
    const { apiKey, apiSecret } = server.credentials;
    const token = signRaw(form.jwtHeader, form.claims(action), apiSecret);
    const length = `Content-Length: ${Buffer.byteLength(body ?? "")}`;
    const bodyHeaders = body === undefined ? [] : [...form.bodyHeaders, length];
    const head = [`${line} HTTP/1.1`, `Host: localhost:${port}`, ...form.headers, ...bodyHeaders];
    return `${head.join("\r\n")}\r\n\r\n${body ?? ""}`
      .replaceAll("KEY", apiKey)
      .replaceAll("TOKEN", token);
  }

  const USERS = "/api/v1.0/user/";
  const john = { name: "John Doe" };

  test.each(forms)("the %s SDK adds, finds, gets, updates and deletes a user", async (_, form) => {
    const id = `${form.sdk.replace(".", "")}-life`;
    using connection = await openRawConnection(port, "localhost");
    const ask = (line: string, options: { action: Action; body?: string }) =>
      connection.send(write(form, line, options));
    const addLine = `POST ${USERS}?${form.addQuery}`;
    const body = form.addBody(id);

    const added = await ask(addLine, { action: "write", body });
    expect([added.status, added.body]).toMatchObject([201, { id, data: john }]);
    const again = await ask(addLine, { action: "write", body });
    expect([again.status, again.body]).toMatchObject([409, { code: 22, status_code: 409 }]);
    const nothing = form.addNothingBody(id);
    const found = await ask(`POST ${USERS}?${form.getOrCreateQuery}`, {
      action: "write",
      body: nothing,
    });
    expect([found.status, withoutDuration(found)]).toEqual([201, withoutDuration(added)]);
    const got = await ask(`GET ${USERS}${id}/?${form.getQuery}`, { action: "read" });
    expect([got.status, withoutDuration(got)]).toEqual([200, withoutDuration(added)]);
    const updated = await ask(`PUT ${USERS}${id}/?api_key=KEY`, {
      action: "write",
      body: form.updateNothingBody,
    });
    expect([updated.status, updated.body]).toMatchObject([201, { id, data: {} }]);
    const removal = form.deleteBody === undefined ? {} : { body: form.deleteBody };
    const removed = await ask(`DELETE ${USERS}${id}/?api_key=KEY`, {
      action: "delete",
      ...removal,
    });
    expect([removed.status, removed.body]).toEqual([200, { duration: expect.any(String) }]);
    expect(removed.headers.get("connection")).not.toBe("close");
  });

  test.each(forms)("the %s SDK adds a user with no data", async (_, form) => {
    const id = `${form.sdk.replace(".", "")}-nothing`;
    using connection = await openRawConnection(port, "localhost");
    const body = form.addNothingBody(id);
    const line = `POST ${USERS}?${form.addQuery}`;
    const added = await connection.send(write(form, line, { action: "write", body }));
    expect([added.status, added.body]).toMatchObject([201, { id, data: {} }]);
  });
});

function withoutDuration({ body: { duration: _, ...rest } }: RawResponse) {
  return rest;
}
