import type { Metadata } from "next";
import { requireCurrentApp } from "@/app/_server/current-app";
import { getHost } from "@/app/_server/host";
import { StudioPage } from "@/studio/studio-page";
import { studioTexts } from "@/texts/studio";

export const metadata: Metadata = { title: studioTexts.title };

export default async function Page() {
  await requireCurrentApp();
  return <StudioPage engine={getHost().engine} />;
}
