"use client";
import { PageHeader } from "@/components/page-header";
import { settingsTexts } from "@/features/settings/texts";
import { HistorySettings } from "./history-settings";
import { type ReadPolicy, UserReadsSettings } from "./user-reads/user-reads-settings";

/** The settings of the current app. */
export function SettingsPage({ policy }: { policy: ReadPolicy }) {
  return (
    <>
      <PageHeader title={settingsTexts.title} description={settingsTexts.description} />
      <div className="grid gap-6">
        <UserReadsSettings
          // Starts again from what was saved, here or by someone else.
          key={JSON.stringify(policy)}
          policy={policy}
        />
        <HistorySettings />
      </div>
    </>
  );
}
