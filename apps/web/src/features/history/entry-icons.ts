import type { AuditType, ChangeType } from "@roster/contract";
import {
  Ban,
  Boxes,
  CircleUserRound,
  Database,
  Download,
  Flag,
  KeyRound,
  ListChecks,
  type LucideIcon,
  LogOut,
  Pencil,
  Ticket,
  Trash2,
  Undo2,
  Upload,
  UserRoundCheck,
  UserRoundPlus,
  UserRoundX,
} from "lucide-react";

const changeIcons: Record<ChangeType, LucideIcon> = {
  "user.baseline": Flag,
  "user.created": UserRoundPlus,
  "user.updated": Pencil,
  "user.deleted": Trash2,
  "user.restored": Undo2,
  "user.deactivated": UserRoundX,
  "user.reactivated": UserRoundCheck,
  "user.banned": Ban,
  "user.unbanned": UserRoundCheck,
  "user.tokensRevoked": LogOut,
};

const eventIcons: Record<AuditType, LucideIcon> = {
  "app.added": Boxes,
  "app.renamed": Boxes,
  "app.removed": Boxes,
  "app.historySet": Boxes,
  "app.userReadsSet": Boxes,
  "apiKey.added": KeyRound,
  "apiKey.updated": KeyRound,
  "apiKey.rotated": KeyRound,
  "apiKey.revoked": KeyRound,
  "token.created": Ticket,
  "schema.set": ListChecks,
  "schema.removed": ListChecks,
  "index.added": Database,
  "index.removed": Database,
  "users.imported": Upload,
  "users.exported": Download,
  "user.exported": Download,
  "admin.signedIn": CircleUserRound,
  "admin.signInFailed": CircleUserRound,
  "admin.signedOut": CircleUserRound,
  "admin.passwordChanged": CircleUserRound,
  "admin.sessionsEnded": CircleUserRound,
};

export const entryIcons: Record<ChangeType | AuditType, LucideIcon> = {
  ...changeIcons,
  ...eventIcons,
};
