import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readDependencies, readDigests, repository } from "./dependencies.js";

// Prints a bill of materials (CycloneDX 1.6) of a running Roster: `node ops/sbom.js > roster.cdx.json`.
const { name, version, license } = JSON.parse(
  readFileSync(join(repository, "package.json"), "utf8"),
);
const digests = readDigests();
const purlOf = (component) => `pkg:npm/${component.name.replace("@", "%40")}@${component.version}`;

const components = readDependencies().map((dependency) => {
  const digest = digests.get(`${dependency.name}@${dependency.version}`);
  return {
    type: "library",
    "bom-ref": purlOf(dependency),
    name: dependency.name,
    version: dependency.version,
    purl: purlOf(dependency),
    licenses: [{ license: { name: dependency.license } }],
    ...(digest && { hashes: [{ alg: "SHA-512", content: digest }] }),
  };
});

console.log(
  JSON.stringify(
    {
      $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
      bomFormat: "CycloneDX",
      specVersion: "1.6",
      version: 1,
      metadata: {
        component: {
          type: "application",
          "bom-ref": name,
          name,
          ...(version && { version }),
          licenses: [{ license: { id: license } }],
        },
      },
      components,
    },
    null,
    2,
  ),
);
