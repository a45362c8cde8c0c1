/** The result of one check. */
export interface Finding {
  readonly what: string;
  readonly state: "ok" | "warn" | "fail";
  readonly found: string;
  /** What to do; undefined if the state is `ok`. */
  readonly advice?: string;
}

export const ok = (what: string, found: string): Finding => ({ what, state: "ok", found });

export const warn = (what: string, found: string, advice: string): Finding => ({
  what,
  state: "warn",
  found,
  advice,
});

export const fail = (what: string, found: string, advice: string): Finding => ({
  what,
  state: "fail",
  found,
  advice,
});

/** One line per finding, with the advice below it. */
export function renderFindings(findings: readonly Finding[]): string {
  return findings
    .map(({ what, state, found, advice }) => {
      const line = `${state.padEnd(4)}  ${what}: ${found}`;
      return advice === undefined ? line : `${line}\n      ${advice}`;
    })
    .join("\n");
}
