import { execFileSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";

const VERSIONS = "/usr/lib/postgresql";

/** The folder of the newest PostgreSQL programs installed by Debian's packages, if any. */
export function findDebianPrograms(): string | undefined {
  const versions = existsSync(VERSIONS) ? readdirSync(VERSIONS) : [];
  return versions
    .toSorted((a, b) => Number(b) - Number(a))
    .map((version) => join(VERSIONS, version, "bin"))
    .find((bin) =>
      ["postgres", "pg_dump", "pg_restore"].every((name) => existsSync(join(bin, name))),
    );
}

/** A PostgreSQL server run with these programs; the npm package has neither pg_dump nor pg_restore. */
export interface DebianPostgresql extends Disposable {
  run(program: string, args: readonly string[]): void;
  /** Creates an empty database and returns its URL. */
  createDatabase(name: string): string;
}

export function openDebianPostgresql(bin: string, port: number): DebianPostgresql {
  const folder = mkdtempSync(join(tmpdir(), "roster-debian-"));
  const data = join(folder, "data");
  // PostgreSQL does not run as root; the package has created an account for it.
  const identity = userInfo().uid === 0 ? identityOf("postgres") : undefined;
  if (identity) chownSync(folder, identity.uid, identity.gid);
  const run = (program: string, args: readonly string[]) =>
    void execFileSync(join(bin, program), args, { ...identity, stdio: "pipe", cwd: folder });
  run("initdb", [
    "-D",
    data,
    "-U",
    "roster",
    "--auth=trust",
    "--encoding=UTF8",
    "--locale=C.UTF-8",
  ]);
  const options = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1`;
  run("pg_ctl", ["-D", data, "-w", "-l", join(folder, "log"), "-o", options, "start"]);
  const urlOf = (name: string) => `postgresql://roster@127.0.0.1:${port}/${name}`;
  return {
    run,
    createDatabase(name) {
      run("createdb", ["--maintenance-db", urlOf("postgres"), name]);
      return urlOf(name);
    },
    [Symbol.dispose]() {
      run("pg_ctl", ["-D", data, "-w", "-m", "immediate", "stop"]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function identityOf(name: string): { uid: number; gid: number } {
  const id = (flag: string) => Number(execFileSync("id", [flag, name]).toString());
  return { uid: id("-u"), gid: id("-g") };
}
