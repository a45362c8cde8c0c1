import type { Metadata } from "next";
import { requireCurrentApp } from "@/server/page-app";
import { ImportPage } from "@/features/import/import-page";
import { importTexts } from "@/features/import/texts";

export const metadata: Metadata = { title: importTexts.title };

export default async function Page() {
  await requireCurrentApp();
  return <ImportPage />;
}
