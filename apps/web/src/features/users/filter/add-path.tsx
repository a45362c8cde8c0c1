"use client";
import type { User } from "@/lib/trpc/user";
import { formatUserPath } from "@roster/contract";
import { Plus } from "lucide-react";
import { type SubmitEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { usePathHints } from "./use-path-hints";

interface AddPathProps {
  label: string;
  placeholder: string;
  button: string;
  /** Whose paths are suggested, besides those of the schema. */
  users: readonly User[];
  /** The paths that are there already. */
  added: readonly string[];
  /** What is wrong with a path. */
  check: (path: string) => string | undefined;
  onAdd: (path: string) => void;
}

/** A field for a data path, with suggestions. */
export function AddPath({ label, placeholder, button, users, added, check, onAdd }: AddPathProps) {
  const id = useId();
  const [text, setText] = useState("");
  const [issue, setIssue] = useState<string>();
  const hints = usePathHints(users, { isAsked: true });

  function add(event: SubmitEvent) {
    event.preventDefault();
    const path = text.trim();
    if (path === "") return;
    const found = check(path);
    setIssue(found);
    if (found !== undefined) return;
    onAdd(path);
    setText("");
  }

  return (
    <form onSubmit={add} className="grid gap-1.5">
      <div className="flex gap-2">
        <Input
          aria-label={label}
          aria-invalid={issue !== undefined}
          aria-describedby={`${id}-error`}
          placeholder={placeholder}
          list={`${id}-paths`}
          spellCheck={false}
          autoCapitalize="off"
          value={text}
          onChange={({ target }) => {
            setText(target.value);
            setIssue(undefined);
          }}
          className="h-8 font-mono text-[0.8125rem]"
        />
        <Button type="submit" size="small">
          <Plus aria-hidden />
          {button}
        </Button>
      </div>
      <datalist id={`${id}-paths`}>
        {hints.map(({ keys: [first = "", ...others] }) => {
          const path = formatUserPath(["data", first, ...others]);
          return added.includes(path) ? null : <option key={path} value={path} />;
        })}
      </datalist>
      <FieldError id={`${id}-error`}>{issue}</FieldError>
    </form>
  );
}
