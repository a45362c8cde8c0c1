import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

export const repository = resolve(import.meta.dirname, "..");

/** Runs the pinned pnpm and returns its output, even if it fails and `allowFailure` is set. */
export function pnpm(args, { allowFailure = false } = {}) {
  try {
    return execFileSync("npx", ["-y", "pnpm@10", ...args], {
      cwd: repository,
      maxBuffer: 1e8,
      stdio: ["ignore", "pipe", "ignore"],
    }).toString();
  } catch (error) {
    if (allowFailure && error.stdout) return error.stdout.toString();
    throw error;
  }
}

/** The production dependencies with name, version, licence and origin. */
export function readDependencies() {
  const byLicense = JSON.parse(pnpm(["licenses", "list", "--prod", "--json"]));
  return Object.values(byLicense)
    .flat()
    .flatMap(({ versions, ...facts }) => versions.map((version) => ({ ...facts, version })))
    .toSorted((a, b) => (`${a.name}@${a.version}` < `${b.name}@${b.version}` ? -1 : 1));
}

/** The lockfile's digests in hex, by `name@version`. */
export function readDigests() {
  const lockfile = readFileSync(join(repository, "pnpm-lock.yaml"), "utf8");
  const entries = lockfile.matchAll(
    /^ {2}'?([^\s':][^\s':]*)'?:\n {4}resolution: \{integrity: sha512-([^,}\s]+)/gm,
  );
  return new Map(
    [...entries].map(([, name, digest]) => [name, Buffer.from(digest, "base64").toString("hex")]),
  );
}
