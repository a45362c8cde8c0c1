"use client";
import { PageHeader } from "@/components/page-header";
import { settingsTexts } from "@/features/settings/texts";
import { HistorySettings } from "./history-settings";

/** The settings of the current app. */
export function SettingsPage() {
  return (
    <>
      <PageHeader title={settingsTexts.title} description={settingsTexts.description} />
      <HistorySettings />
    </>
  );
}
