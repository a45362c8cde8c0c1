import type { Metadata } from "next";
import { requireCurrentApp } from "@/server/page-app";
import { Allowed } from "@/features/access/access";
import { DeniedPage } from "@/features/access/denied-page";
import { ImportPage } from "@/features/import/import-page";
import { importTexts } from "@/features/import/texts";

export const metadata: Metadata = { title: importTexts.title };

export default async function Page() {
  await requireCurrentApp();
  return (
    <Allowed to="users.import" otherwise={<DeniedPage />}>
      <ImportPage />
    </Allowed>
  );
}
