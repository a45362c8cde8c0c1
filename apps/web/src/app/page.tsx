import { redirect } from "next/navigation";
import { appPath } from "@/features/apps/app-path";
import { requireCurrentApp } from "@/server/page-app";

export default async function Home(): Promise<never> {
  const { id } = await requireCurrentApp();
  redirect(appPath(id, "/"));
}
