import type { JsonObject } from "@roster/contract/json";
import { useState } from "react";
import type { JsonProblem } from "@/features/json/check-json";
import { inputIssues } from "@/lib/trpc/input-issues";
import { errorMessage } from "@/lib/trpc/error-message";

interface DraftErrors {
  readonly problems: readonly JsonProblem[];
  readonly error?: string;
}

const noErrors: DraftErrors = { problems: [] };

/** A schema while it is written, and what is wrong with it. */
export function useSchemaDraft(start: JsonObject) {
  const [initialText] = useState(() => JSON.stringify(start, null, 2));
  const [text, setText] = useState(initialText);
  const [wrong, setWrong] = useState(noErrors);

  return {
    text,
    initialText,
    ...wrong,
    isChanged: text !== initialText,
    type: (typed: string) => {
      setText(typed);
      setWrong(noErrors);
    },
    /** The schema; undefined, with what is wrong shown, where the text is none. */
    read: async () => {
      // The parser comes with the editor, which is loaded by then.
      const { checkJson } = await import("@/features/json/check-json");
      const { data, problems = [] } = checkJson(text);
      setWrong({ problems });
      return data;
    },
    /** Shows the server's refusal: issues with the schema at their places, all else beneath. */
    refuse: async (cause: unknown) => {
      const issues = inputIssues(cause, "schema");
      if (issues.length === 0) return setWrong({ problems: [], error: errorMessage(cause) });
      const { locateIssues } = await import("@/features/json/check-json");
      return setWrong({ problems: locateIssues(text, issues) });
    },
  };
}
