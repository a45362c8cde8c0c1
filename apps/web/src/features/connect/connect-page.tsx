"use client";
import type { ReactNode } from "react";
import { CodeBlock } from "@/components/code-block";
import { PageHeader } from "@/components/page-header";
import { connectTexts } from "@/features/connect/texts";
import { ConnectionDetails } from "./connection-details";
import { LanguageSnippets } from "./language-snippets";
import { cliSnippet } from "./snippets";
import { useConnection } from "./use-connection";

export function ConnectPage({ apiUrl }: { apiUrl: string }) {
  const connection = useConnection(apiUrl);
  return (
    <>
      <PageHeader title={connectTexts.title} description={connectTexts.description} />
      <ConnectionDetails connection={connection} />
      <div className="mt-8 grid gap-6">
        <ConnectSection
          title={connectTexts.inLanguage}
          description={connectTexts.inLanguageDescription}
          snippet={<LanguageSnippets connection={connection} />}
        />
        <ConnectSection
          title={connectTexts.shell}
          description={
            <>
              <code className="font-mono text-[0.9em]">{connectTexts.shellHelp}</code>{" "}
              {connectTexts.shellDescription}
            </>
          }
          snippet={<CodeBlock code={cliSnippet(connection)} name={connectTexts.shellName} />}
        />
      </div>
    </>
  );
}

interface ConnectSectionProps {
  title: string;
  description: ReactNode;
  snippet: ReactNode;
}

function ConnectSection({ title, description, snippet }: ConnectSectionProps) {
  return (
    <section className="grid gap-x-8 gap-y-3 border-t pt-6 lg:grid-cols-[15rem_minmax(0,1fr)]">
      <div>
        <h2 className="font-semibold tracking-tight">{title}</h2>
        <p className="mt-1 text-sm text-muted">{description}</p>
      </div>
      {snippet}
    </section>
  );
}
