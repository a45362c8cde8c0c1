"use client";
import { Ban, CircleCheck, CirclePause, CirclePlay, LogOut, ShieldUser } from "lucide-react";
import { useState } from "react";
import { Menu, type MenuItem } from "@/components/ui/menu";
import type { User } from "@/lib/trpc/user";
import { BanDialog } from "./ban-dialog";
import { type ConfirmedAction, ConfirmStatusChange } from "./confirm-status-change";
import { statusTexts } from "./texts";
import { useChangeStatus } from "./use-change-status";

const confirmed: readonly ConfirmedAction[] = ["deactivate", "revokeTokens"];

/** The actions that shut a user out or let it in again. */
export function AccessMenu({ user }: { user: User }) {
  const [open, setOpen] = useState<"ban" | ConfirmedAction>();
  const change = useChangeStatus(user.id, { showsErrors: true });
  const close = () => setOpen(undefined);

  const items: MenuItem[] = [
    user.status === "deactivated"
      ? {
          label: statusTexts.reactivate,
          icon: CirclePlay,
          onSelect: () => change.mutate({ action: "reactivate" }),
        }
      : {
          label: statusTexts.deactivate,
          icon: CirclePause,
          onSelect: () => setOpen("deactivate"),
        },
    {
      label: user.ban ? statusTexts.changeBan : statusTexts.ban,
      icon: Ban,
      onSelect: () => setOpen("ban"),
    },
    ...(user.ban
      ? [
          {
            label: statusTexts.unban,
            icon: CircleCheck,
            onSelect: () => change.mutate({ action: "unban" }),
          },
        ]
      : []),
    {
      label: statusTexts.revokeTokens,
      icon: LogOut,
      onSelect: () => setOpen("revokeTokens"),
    },
  ];

  return (
    <>
      <Menu label={statusTexts.menu} icon={ShieldUser} items={items} />
      {open === "ban" && <BanDialog user={user} onClose={close} />}
      {confirmed.map((action) => (
        <ConfirmStatusChange
          key={action}
          id={user.id}
          action={action}
          isOpen={open === action}
          onClose={close}
        />
      ))}
    </>
  );
}
