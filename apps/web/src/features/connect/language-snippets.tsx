"use client";
import { useId, useState } from "react";
import { CodeBlock } from "@/components/code-block";
import { Select } from "@/components/ui/select";
import { connectTexts } from "@/features/connect/texts";
import { addUserSnippets } from "./add-user-snippets";
import type { Connection } from "./use-connection";

/** How an application adds a user, in a language that is chosen. */
export function LanguageSnippets({ connection }: { connection: Connection }) {
  const id = useId();
  const snippets = addUserSnippets(connection);
  const [chosen, setChosen] = useState(snippets[0]?.language ?? "");
  const code = snippets.find(({ language }) => language === chosen)?.code ?? "";
  return (
    <div className="grid min-w-0 gap-3">
      <div className="flex items-center gap-2.5">
        <label htmlFor={id} className="text-sm text-muted">
          {connectTexts.language}
        </label>
        <Select id={id} value={chosen} onChange={({ target }) => setChosen(target.value)}>
          {snippets.map(({ language }) => (
            <option key={language}>{language}</option>
          ))}
        </Select>
      </div>
      <CodeBlock code={code} name={chosen} />
    </div>
  );
}
