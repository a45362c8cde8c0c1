import { pnpm } from "./dependencies.js";

/**
 * The known holes of what is shipped, a line each. Where the registry does not tell, that is said, and is no failure of
 * the packages. AUDIT_REGISTRY names another one to ask.
 */
export function checkAudit(registry = process.env["AUDIT_REGISTRY"]) {
  const place = registry ? ["--registry", registry] : [];
  let answer;
  try {
    answer = JSON.parse(pnpm(["audit", "--prod", "--json", ...place], { isRefusalTold: true }));
  } catch (error) {
    answer = { error };
  }
  if (!answer.metadata) {
    const reason = answer.error?.message ?? "its answer is none";
    console.log(`NOT CHECKED: known holes; the registry's audit does not answer. ${reason}`);
    return [];
  }
  return Object.values(answer.advisories).map(
    ({ module_name: name, severity, title, url }) => `${name}: ${severity}: ${title} (${url})`,
  );
}
