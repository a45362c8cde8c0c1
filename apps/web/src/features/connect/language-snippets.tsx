"use client";
import { useId, useState } from "react";
import { CodeBlock } from "@/components/code-block";
import { Select } from "@/components/ui/select";
import { connectTexts } from "@/features/connect/texts";
import { addUserSnippets } from "./add-user-snippets";
import type { Connection } from "./use-connection";

/** Code that adds a user, in a selectable language. */
export function LanguageSnippets({ connection }: { connection: Connection }) {
  const id = useId();
  const snippets = addUserSnippets(connection);
  const [selected, setSelected] = useState(snippets[0]?.language ?? "");
  const code = snippets.find(({ language }) => language === selected)?.code ?? "";
  return (
    <div className="grid min-w-0 gap-3">
      <div className="flex items-center gap-2.5">
        <label htmlFor={id} className="text-sm text-muted">
          {connectTexts.language}
        </label>
        <Select id={id} value={selected} onChange={({ target }) => setSelected(target.value)}>
          {snippets.map(({ language }) => (
            <option key={language}>{language}</option>
          ))}
        </Select>
      </div>
      <CodeBlock code={code} name={selected} />
    </div>
  );
}
