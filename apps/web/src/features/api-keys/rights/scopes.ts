import { type Scope, ScopeSchema } from "@roster/contract";
import { rightsTexts } from "./texts";

/** All scopes, as the form lists them. */
export const scopeGroups: readonly {
  readonly title: string;
  readonly scopes: readonly Scope[];
}[] = [
  {
    title: rightsTexts.groups.users,
    scopes: ["users:read", "users:write", "users:remove", "tokens:create"],
  },
  { title: rightsTexts.groups.model, scopes: ["schema:write", "indexes:write"] },
  { title: rightsTexts.groups.insight, scopes: ["stats:read", "events:read", "audit:read"] },
  { title: rightsTexts.groups.manage, scopes: ["webhooks:write", "keys:write"] },
];

export type Preset = keyof typeof rightsTexts.presetNames;

export const presets: Readonly<Record<Preset, readonly Scope[]>> = {
  read: ["users:read", "stats:read", "events:read"],
  backend: ["users:read", "users:write", "users:remove", "tokens:create", "events:read"],
  all: ScopeSchema.options,
};

const presetNames = ["read", "backend", "all"] as const satisfies readonly Preset[];

export const presetOptions = presetNames.map((value) => ({
  value,
  label: rightsTexts.presetNames[value],
}));

/** The preset with exactly these scopes. */
export function presetOf(scopes: readonly Scope[]): Preset | undefined {
  return presetNames.find(
    (name) =>
      presets[name].length === scopes.length &&
      presets[name].every((scope) => scopes.includes(scope)),
  );
}

/** What a key with these scopes may do, in a few words. */
export function summarizeScopes(scopes: readonly Scope[]): string {
  const preset = presetOf(scopes);
  if (preset) return rightsTexts.presetNames[preset];
  const missing = ScopeSchema.options.filter((scope) => !scopes.includes(scope));
  if (missing.length <= 2) return rightsTexts.everythingExcept(missing.map(inSentence).join("; "));
  const text = scopes.map(inSentence).join("; ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function inSentence(scope: Scope): string {
  const text = rightsTexts.scopes[scope];
  return text.charAt(0).toLowerCase() + text.slice(1);
}
