"use client";
import { FileDown } from "lucide-react";
import dynamic from "next/dynamic";
import { Popover } from "@/components/ui/popover";
import { usersTexts } from "@/features/users/list/texts";
import type { UsersView } from "../view/users-view";

const ExportPanel = dynamic(async () => (await import("./export-panel")).ExportPanel, {
  ssr: false,
  loading: () => <p className="p-4 text-sm text-muted">{usersTexts.panelLoading}</p>,
});

/** Exports all users that match the view. */
export function ExportMenu({ view }: { view: UsersView }) {
  return (
    <Popover
      title={usersTexts.export}
      button={
        <>
          <FileDown aria-hidden />
          {usersTexts.export}
        </>
      }
    >
      <ExportPanel view={view} />
    </Popover>
  );
}
