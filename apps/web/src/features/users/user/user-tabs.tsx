"use client";
import type { User } from "@/lib/trpc/user";
import { dataTextOf, stringifyJson, trustedJsonText } from "@roster/contract/json";
import { Pencil } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Tabs } from "@/components/ui/tabs";
import { historyTexts } from "@/features/history/texts";
import { formatJson } from "@/features/json/format-json";
import { JsonView } from "@/features/json/json-view";
import { userTexts } from "@/features/users/user/texts";
import { UserCode } from "./user-code";

const UserHistory = dynamic(
  () => import("@/features/history/user-history").then((module) => module.UserHistory),
  { loading: () => <div className="skeleton m-5 h-40" aria-hidden /> },
);

interface UserTabsProps {
  user: User;
  apiUrl: string;
  /** Absent if the data cannot be edited. */
  onEdit?: () => void;
}

/** A user's data, the user as the API returns it, its history, and code that fetches it. */
export function UserTabs({ user, apiUrl, onEdit }: UserTabsProps) {
  const [view, setView] = useState("data");
  const dataText = dataTextOf(user);
  const whole = stringifyJson({ ...user, data: trustedJsonText(dataText) });
  return (
    <Tabs
      label={userTexts.views}
      value={view}
      onChange={setView}
      tabs={[
        {
          value: "data",
          label: userTexts.data,
          panel: <JsonView json={dataText} label={userTexts.dataJson} />,
          actions: (
            <>
              <CopyButton text={formatJson(dataText)} label={userTexts.copyData} showsText />
              {onEdit && (
                <Button size="small" onClick={onEdit}>
                  <Pencil aria-hidden />
                  {userTexts.edit}
                </Button>
              )}
            </>
          ),
        },
        {
          value: "json",
          label: userTexts.raw,
          panel: <JsonView json={whole} label={userTexts.userJson} />,
          actions: <CopyButton text={formatJson(whole)} label={userTexts.copyUser} showsText />,
        },
        { value: "history", label: historyTexts.tab, panel: <UserHistory user={user} /> },
        { value: "code", label: userTexts.code, panel: <UserCode apiUrl={apiUrl} id={user.id} /> },
      ]}
    />
  );
}
