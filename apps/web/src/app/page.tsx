import { redirect } from "next/navigation";
import { appPath } from "@/apps/app-path";
import { requireCurrentApp } from "./_server/current-app";

export default async function Home(): Promise<never> {
  const { id } = await requireCurrentApp();
  redirect(appPath(id, "/"));
}
