"use client";
import type { User } from "@roster/client";
import type { JsonObject } from "@roster/contract/json";
import { Pencil } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Tabs } from "@/components/ui/tabs";
import { JsonView } from "@/features/json/json-view";
import { userTexts } from "@/features/users/user/texts";
import { UserCode } from "./user-code";

interface UserTabsProps {
  user: User;
  apiUrl: string;
  onEdit: () => void;
}

/** A user's data, the user as the API returns it, and code that fetches it. */
export function UserTabs({ user, apiUrl, onEdit }: UserTabsProps) {
  const [view, setView] = useState("data");
  const { id, data, version, createdAt, updatedAt } = user;
  const whole: JsonObject = { id, data, version, createdAt, updatedAt };
  return (
    <Tabs
      label={userTexts.views}
      value={view}
      onChange={setView}
      tabs={[
        {
          value: "data",
          label: userTexts.data,
          panel: <JsonView data={data} label={userTexts.dataJson} />,
          actions: (
            <>
              <CopyButton
                text={JSON.stringify(data, null, 2)}
                label={userTexts.copyData}
                showsText
              />
              <Button size="small" onClick={onEdit}>
                <Pencil aria-hidden />
                {userTexts.edit}
              </Button>
            </>
          ),
        },
        {
          value: "json",
          label: userTexts.raw,
          panel: <JsonView data={whole} label={userTexts.userJson} />,
          actions: (
            <CopyButton
              text={JSON.stringify(whole, null, 2)}
              label={userTexts.copyUser}
              showsText
            />
          ),
        },
        { value: "code", label: userTexts.code, panel: <UserCode apiUrl={apiUrl} id={id} /> },
      ]}
    />
  );
}
