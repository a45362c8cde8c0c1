import { useState } from "react";
import type { Problem } from "@/json/check-json";
import { errorText } from "@/trpc/error-text";
import { isRosterError } from "@/trpc/roster-error";

const none: readonly Problem[] = [];

/** What is wrong with the data that was to be sent, or was refused by the server. */
export function useDataProblems() {
  const [problems, setProblems] = useState(none);
  const [error, setError] = useState<string>();

  return {
    problems,
    error,
    clear: () => {
      setProblems(none);
      setError(undefined);
    },
    /** The data in `text`; undefined, with the problems shown, where it cannot be sent. */
    read: async (text: string) => {
      // The parser comes with the editor, which is loaded by then.
      const { checkJson } = await import("@/json/check-json");
      const check = checkJson(text);
      if (check.problems) setProblems(check.problems);
      return check.data;
    },
    /** Shows the server's refusal: issues with the data at their places, all else beneath. */
    refuse: async (text: string, cause: unknown) => {
      const issues = isRosterError(cause, "INVALID") ? cause.data.details?.issues : undefined;
      const ofData = issues?.filter(({ path }) => path[0] === "data") ?? [];
      if (ofData.length === 0) return setError(errorText(cause));
      const { locateIssues } = await import("@/json/check-json");
      return setProblems(locateIssues(text, ofData));
    },
  };
}
