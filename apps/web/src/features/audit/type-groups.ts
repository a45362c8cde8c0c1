import { AuditType, ChangeType } from "@roster/contract";
import { auditTexts } from "@/features/audit/texts";
import type { EntryType } from "./audit-view";

type Group = keyof typeof auditTexts.groups;

const groupOf = (type: AuditType): Group => {
  if (type.startsWith("admin.")) return "admin";
  return type.startsWith("user") ? "data" : "app";
};

const ofGroup = (group: Group) => AuditType.options.filter((type) => groupOf(type) === group);

/** The types of entries, as the filter lists them. */
export const typeGroups: readonly {
  readonly label: string;
  readonly types: readonly EntryType[];
}[] = [
  { label: auditTexts.groups.user, types: ChangeType.options },
  { label: auditTexts.groups.data, types: ofGroup("data") },
  { label: auditTexts.groups.app, types: ofGroup("app") },
  { label: auditTexts.groups.admin, types: ofGroup("admin") },
];
