import { mkdirSync } from "node:fs";
import { join } from "node:path";
import {
  openTestPostgresql,
  openTestProxy,
  type TestPostgresql,
  type TestProxy,
} from "@roster/db/testing";
import { type Disk, openDisk } from "./disk.js";
import { openSupervisor, type Supervisor } from "./supervisor.js";

/** A server, its database, and the handles to inject faults. */
export interface FaultFixture extends AsyncDisposable {
  readonly supervisor: Supervisor;
  readonly disk: Disk;
  /** The database itself, bypassing the proxy. */
  readonly databaseUrl: string;
  readonly postgresql: { readonly server: TestPostgresql; readonly proxy: TestProxy } | undefined;
}

const SQLITE_MEGABYTES = 24;
const POSTGRESQL_MEGABYTES = 320;

export async function openFaultFixture(engine: "sqlite" | "postgresql"): Promise<FaultFixture> {
  const isSqlite = engine === "sqlite";
  const disk = openDisk(isSqlite ? SQLITE_MEGABYTES : POSTGRESQL_MEGABYTES);
  const folder = join(disk.path, "data");
  mkdirSync(folder);
  const postgresql = isSqlite ? undefined : await openPostgresql(join(disk.path, "postgresql"));
  const file = `file:${join(folder, "roster.db")}`;
  const supervisor = await openSupervisor(folder, postgresql?.proxy.url ?? file);
  return {
    supervisor,
    disk,
    databaseUrl: postgresql?.server.url ?? file,
    postgresql,
    async [Symbol.asyncDispose]() {
      await supervisor[Symbol.asyncDispose]();
      await postgresql?.proxy[Symbol.asyncDispose]();
      await postgresql?.server[Symbol.asyncDispose]();
      disk[Symbol.dispose]();
    },
  };
}

async function openPostgresql(folder: string) {
  mkdirSync(folder);
  const server = await openTestPostgresql({ folder });
  return { server, proxy: await openTestProxy(server.url) };
}
