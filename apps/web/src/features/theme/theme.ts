export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** The server reads it, so that the first paint has the right theme without a script. */
export const THEME_COOKIE = "roster_theme";

const YEAR_SECONDS = 365 * 24 * 60 * 60;

export function parseTheme(text: string | undefined): Theme {
  return themes.find((theme) => theme === text) ?? "system";
}

let chosen: Theme | undefined;
const listeners = new Set<() => void>();

/** The theme chosen since the page was loaded. */
export const getChosenTheme = (): Theme | undefined => chosen;

export function subscribeToTheme(onChange: () => void): () => void {
  listeners.add(onChange);
  return () => listeners.delete(onChange);
}

export function applyTheme(theme: Theme): void {
  chosen = theme;
  document.documentElement.dataset["theme"] = theme;
  document.cookie = `${THEME_COOKIE}=${theme}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
  for (const notify of listeners) notify();
}
