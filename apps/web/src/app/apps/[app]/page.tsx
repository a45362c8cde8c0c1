import { redirect } from "next/navigation";
import { requireCurrentApp } from "@/app/_server/current-app";
import { appPath } from "@/apps/app-path";

export default async function Page(): Promise<never> {
  const { id } = await requireCurrentApp();
  redirect(appPath(id, "/users"));
}
