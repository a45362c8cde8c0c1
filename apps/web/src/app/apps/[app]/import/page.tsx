import type { Metadata } from "next";
import { requireCurrentApp } from "@/app/_server/current-app";
import { ImportPage } from "@/import/import-page";
import { importTexts } from "@/texts/import";

export const metadata: Metadata = { title: importTexts.title };

export default async function Page() {
  await requireCurrentApp();
  return <ImportPage />;
}
