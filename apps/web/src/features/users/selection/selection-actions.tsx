"use client";
import {
  ArchiveRestore,
  Ban,
  CircleCheck,
  CirclePause,
  CirclePlay,
  Download,
  LogOut,
  Pencil,
  ShieldUser,
  Trash2,
  X,
} from "lucide-react";
import { Button } from "@/components/ui/button";
import { Menu } from "@/components/ui/menu";
import { Allowed } from "@/features/access/access";
import { bulkTexts } from "@/features/users/bulk/texts";
import { removalTexts } from "@/features/users/removal/texts";
import { statusTexts } from "@/features/users/status/texts";
import type { BulkOperation } from "../bulk/operation-dialog";

const accessActions = [
  { action: "deactivate", icon: CirclePause },
  { action: "reactivate", icon: CirclePlay },
  { action: "ban", icon: Ban },
  { action: "unban", icon: CircleCheck },
  { action: "revokeTokens", icon: LogOut },
] as const;

interface SelectionActionsProps {
  /** The users are in the trash. */
  isTrash: boolean;
  onOpen: (operation: BulkOperation) => void;
  onClear: () => void;
}

/** The buttons of the bulk operations. */
export function SelectionActions({ isTrash, onOpen, onClear }: SelectionActionsProps) {
  return (
    <div className="flex flex-wrap items-center justify-center gap-1.5">
      {isTrash ? (
        <Allowed to="users.restoreMany">
          <Button size="small" onClick={() => onOpen("restore")}>
            <ArchiveRestore aria-hidden />
            {statusTexts.restore}
          </Button>
        </Allowed>
      ) : (
        <>
          <Allowed to="users.patchMany">
            <Button size="small" onClick={() => onOpen("patch")}>
              <Pencil aria-hidden />
              {bulkTexts.patch}
            </Button>
          </Allowed>
          <Allowed to="users.banMany">
            <Menu
              label={statusTexts.menu}
              icon={ShieldUser}
              size="small"
              items={accessActions.map(({ action, icon }) => ({
                label: statusTexts[action],
                icon,
                onSelect: () => onOpen(action),
              }))}
            />
          </Allowed>
          <Button size="small" onClick={() => onOpen("export")}>
            <Download aria-hidden />
            {bulkTexts.export}
          </Button>
        </>
      )}
      <Allowed to="users.removeMany">
        <Button size="small" variant="danger-outline" onClick={() => onOpen("remove")}>
          <Trash2 aria-hidden />
          {isTrash ? removalTexts.modes.hard : bulkTexts.remove}
        </Button>
      </Allowed>
      <Button
        size="icon-small"
        variant="ghost"
        aria-label={bulkTexts.clear}
        title={bulkTexts.clear}
        onClick={onClear}
      >
        <X aria-hidden />
      </Button>
    </div>
  );
}
