import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { checkAudit } from "./audit.js";
import { pnpm, readDependencies, repository } from "./dependencies.js";

// Checks lockfile, licences, bill of materials and known vulnerabilities: `node ops/check-dependencies.js`.

/** Licences that may be distributed with a program under Apache-2.0. */
const allowed = new Set([
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "CC-BY-4.0",
  "CC0-1.0",
  "ISC",
  "MIT",
  "MIT and ISC",
  "MIT AND ISC AND BSD-3-Clause",
  "MIT-0",
  "OFL-1.1",
  "Python-2.0",
  "Unlicense",
]);

/** Exceptions, each with its reason. */
const exceptions = new Map([
  ["elkjs", "EPL-2.0: part of Prisma Studio, used unchanged; not in the images"],
]);

const failures = [checkLockfile(), checkLicenses(), checkSbom(), checkAudit()].flat();
for (const failure of failures) console.error(failure);
process.exitCode = failures.length > 0 ? 1 : 0;

function checkLockfile() {
  try {
    pnpm(["install", "--frozen-lockfile", "--lockfile-only"]);
    return [];
  } catch {
    return ["pnpm-lock.yaml does not match the package.json files: run pnpm install and commit it"];
  }
}

function checkLicenses() {
  const dependencies = readDependencies();
  console.log(`${dependencies.length} packages are shipped`);
  return dependencies
    .filter(({ name, license }) => !allowed.has(license) && !exceptions.has(name))
    .map(
      ({ name, version, license }) =>
        `${name}@${version} has the licence ${license}, which is not on the list of allowed licences`,
    );
}

function checkSbom() {
  const sbom = JSON.parse(execFileSync(process.execPath, [join(repository, "ops/sbom.js")]));
  const bare = sbom.components.filter(({ hashes }) => hashes === undefined);
  return bare.map(({ name, version }) => `${name}@${version} has no digest in pnpm-lock.yaml`);
}
