import { useState } from "react";
import { formatJson } from "@/features/json/format-json";
import type { JsonProblem } from "@/features/json/check-json";
import { inputIssues } from "@/lib/trpc/input-issues";
import { errorMessage } from "@/lib/trpc/error-message";

interface DraftErrors {
  readonly problems: readonly JsonProblem[];
  readonly error?: string;
}

const noErrors: DraftErrors = { problems: [] };

/** The text of a schema while it is edited, and its errors. */
export function useSchemaDraft(start: string) {
  const [initialText] = useState(() => formatJson(start));
  const [text, setText] = useState(initialText);
  const [errors, setErrors] = useState(noErrors);

  return {
    text,
    initialText,
    ...errors,
    isChanged: text !== initialText,
    setText: (typed: string) => {
      setText(typed);
      setErrors(noErrors);
    },
    /** Parses the schema; if the JSON is invalid, shows the problems and returns undefined. */
    read: async () => {
      // The parser is part of the editor, which is already loaded.
      const { checkJson } = await import("@/features/json/check-json");
      const { data, problems = [] } = checkJson(text);
      setErrors({ problems });
      return data;
    },
    /** Shows an error from the server: issues with the schema in the editor, anything else below it. */
    showError: async (cause: unknown) => {
      const issues = inputIssues(cause, "schema");
      if (issues.length === 0) return setErrors({ problems: [], error: errorMessage(cause) });
      const { locateIssues } = await import("@/features/json/check-json");
      return setErrors({ problems: locateIssues(text, issues) });
    },
  };
}
