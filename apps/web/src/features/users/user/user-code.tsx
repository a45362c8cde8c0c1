"use client";
import { useState } from "react";
import { CodeBlock } from "@/components/code-block";
import { Select } from "@/components/ui/select";
import { languages } from "@/features/connect/languages";
import { userTexts } from "@/features/users/user/texts";
import { fetchSnippets } from "./fetch-snippets";

/** Shows how an application fetches this user, in the chosen language. */
export function UserCode({ apiUrl, id }: { apiUrl: string; id: string }) {
  const snippets = fetchSnippets({ apiUrl, id });
  const [language, setLanguage] = useState(languages.typescript);
  const code = snippets.find((snippet) => snippet.language === language)?.code ?? "";
  return (
    <div className="grid gap-4 p-5">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <label htmlFor="language" className="text-sm text-muted">
          {userTexts.fetchWith}
        </label>
        <Select id="language" value={language} onChange={({ target }) => setLanguage(target.value)}>
          {snippets.map((snippet) => (
            <option key={snippet.language}>{snippet.language}</option>
          ))}
        </Select>
      </div>
      <CodeBlock code={code} name={language} />
      <p className="text-sm text-muted">{userTexts.secretHint}</p>
    </div>
  );
}
