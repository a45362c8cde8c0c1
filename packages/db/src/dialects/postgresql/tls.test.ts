import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generate } from "selfsigned";
import { expect, test } from "vitest";
import { openDatabase } from "../../database.js";
import { openTestPrisma } from "../../testing/prisma.js";
import { openTestPostgresql } from "../../testing/postgresql-server.js";
import { sqltag as sql } from "@prisma/client/runtime/client";

const certify = () =>
  generate([{ name: "commonName", value: "roster.test" }], {
    extensions: [
      { name: "basicConstraints", cA: true },
      { name: "subjectAltName", altNames: [{ type: 7, ip: "127.0.0.1" }] },
    ],
  });

test("TLS accepts the right root certificate, and rejects a wrong or missing one in one line", async () => {
  const folder = mkdtempSync(join(tmpdir(), "roster-tls-"));
  const [right, wrong] = [await certify(), await certify()];
  const [rightFile, wrongFile] = [join(folder, "right.crt"), join(folder, "wrong.crt")];
  writeFileSync(rightFile, right.cert);
  writeFileSync(wrongFile, wrong.cert);
  await using server = await openTestPostgresql({ tls: right });

  for (const mode of ["verify-full", "require"]) {
    const url = `${server.url}?sslmode=${mode}&sslrootcert=${rightFile}`;
    await using database = await openDatabase({ url });
    await database.ping();
    await using prisma = await openTestPrisma(url);
    const usesTls = sql`SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()`;
    expect(await prisma.$queryRaw(usesTls)).toEqual([{ ssl: true }]);
  }
  for (const query of [
    "sslmode=verify-full",
    "sslmode=require",
    `sslmode=verify-full&sslrootcert=${wrongFile}`,
  ]) {
    const opening = openDatabase({ url: `${server.url}?${query}` });
    const { host } = new URL(server.url);
    await expect(opening).rejects.toMatchObject({
      code: "UNAVAILABLE",
      message: expect.stringMatching(
        new RegExp(`^PostgreSQL at ${host} cannot be reached: .*self-signed certificate.*$`),
      ),
    });
  }
  await using unverified = await openDatabase({ url: `${server.url}?sslmode=no-verify` });
  await unverified.ping();
  rmSync(folder, { recursive: true });
});
