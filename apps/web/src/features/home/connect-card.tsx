"use client";
import { AppLink } from "@/features/apps/app-link";
import { Card } from "@/components/card";
import { ConnectionDetails } from "@/features/connect/connection-details";
import { LanguageSnippets } from "@/features/connect/language-snippets";
import { useConnection } from "@/features/connect/use-connection";
import { homeTexts } from "@/features/home/texts";

/** What a first application needs to connect. */
export function ConnectCard({ apiUrl }: { apiUrl: string }) {
  const connection = useConnection(apiUrl);
  return (
    <Card
      title={homeTexts.connect.title}
      actions={
        <AppLink
          href="/connect"
          className="rounded-sm px-2.5 text-sm font-medium text-accent hover:underline"
        >
          {homeTexts.connect.all}
        </AppLink>
      }
    >
      <ConnectionDetails connection={connection} isInCard />
      <div className="p-5">
        <LanguageSnippets connection={connection} />
      </div>
    </Card>
  );
}
