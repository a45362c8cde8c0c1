"use client";
import { Lock } from "lucide-react";
import { accessTexts } from "@/features/access/texts";
import { useRole } from "./access";

/** Explains why the controls next to it are disabled or missing. */
export function ReadOnlyNotice() {
  return (
    <p className="flex items-start gap-2 text-sm text-muted">
      <Lock className="mt-0.5 size-4 shrink-0" aria-hidden />
      {accessTexts.readOnly(useRole())}
    </p>
  );
}
