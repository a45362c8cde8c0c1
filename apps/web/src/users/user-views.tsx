"use client";
import type { JsonObject, User } from "@roster/contract";
import { Pencil } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Tabs } from "@/components/ui/tabs";
import { JsonView } from "@/json/json-view";
import { UserCode } from "./user-code";

interface UserViewsProps {
  user: User;
  apiUrl: string;
  onEdit: () => void;
}

/** A user's data, the user as the API answers, and the code that fetches it. */
export function UserViews({ user, apiUrl, onEdit }: UserViewsProps) {
  const [view, setView] = useState("data");
  const { id, data, version, createdAt, updatedAt } = user;
  const whole: JsonObject = { id, data, version, createdAt, updatedAt };
  return (
    <Tabs
      label="Views of this user"
      value={view}
      onChange={setView}
      tabs={[
        {
          value: "data",
          label: "Data",
          panel: <JsonView data={data} label="Data as JSON" />,
          actions: (
            <>
              <CopyButton text={JSON.stringify(data, null, 2)} label="Copy the data" isWordy />
              <Button size="small" onClick={onEdit}>
                <Pencil aria-hidden />
                Edit
              </Button>
            </>
          ),
        },
        {
          value: "json",
          label: "Raw JSON",
          panel: <JsonView data={whole} label="User as JSON" />,
          actions: (
            <CopyButton text={JSON.stringify(whole, null, 2)} label="Copy the user" isWordy />
          ),
        },
        { value: "code", label: "Code", panel: <UserCode apiUrl={apiUrl} id={id} /> },
      ]}
    />
  );
}
