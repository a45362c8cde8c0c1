import type { Metadata } from "next";
import { requireCurrentApp } from "@/server/page-app";
import { getHost } from "@/server/page-host";
import { StudioPage } from "@/features/studio/studio-page";
import { studioTexts } from "@/features/studio/texts";

export const metadata: Metadata = { title: studioTexts.title };

export default async function Page() {
  await requireCurrentApp();
  return <StudioPage engine={getHost().engine} />;
}
