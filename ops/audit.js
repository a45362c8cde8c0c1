import { pnpm } from "./dependencies.js";

/**
 * Known vulnerabilities in the shipped packages, one per line. If the registry does not support audits, that is printed
 * and is not a failure. AUDIT_REGISTRY overrides the registry.
 */
export function checkAudit(registry = process.env["AUDIT_REGISTRY"]) {
  const registryArguments = registry ? ["--registry", registry] : [];
  let report;
  try {
    report = JSON.parse(
      pnpm(["audit", "--prod", "--json", ...registryArguments], { allowFailure: true }),
    );
  } catch (error) {
    report = { error };
  }
  if (!report.metadata) {
    const reason = report.error?.message ?? "unexpected response";
    console.log(
      `NOT CHECKED: known vulnerabilities, because the registry's audit failed. ${reason}`,
    );
    return [];
  }
  return Object.values(report.advisories).map(
    ({ module_name: name, severity, title, url }) => `${name}: ${severity}: ${title} (${url})`,
  );
}
