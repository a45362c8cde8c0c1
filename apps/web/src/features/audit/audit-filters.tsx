"use client";
import { useQuery } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { useIsHydrated } from "@/components/time";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { auditTexts } from "@/features/audit/texts";
import { fromLocalTime, toLocalTime } from "@/lib/local-time";
import { useTRPC } from "@/lib/trpc/client";
import { type AuditView, isFiltered } from "./audit-view";
import { TypesFilter } from "./types-filter";

interface AuditFiltersProps {
  view: AuditView;
  onChange: (view: AuditView) => void;
}

/** The filters of the log; they take effect together. */
export function AuditFilters({ view, onChange }: AuditFiltersProps) {
  const [types, setTypes] = useState(view.types);

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const read = (name: string) => {
      const value = fields.get(name);
      return typeof value === "string" ? value.trim() : "";
    };
    onChange({
      user: read("user"),
      actor: read("actor"),
      types,
      from: fromLocalTime(read("from")),
      to: fromLocalTime(read("to")),
    });
  }

  return (
    <form
      aria-label={auditTexts.filters}
      onSubmit={submit}
      className="mb-5 grid grid-cols-2 items-end gap-3 lg:grid-cols-[1fr_1fr_auto_auto_9rem_auto]"
    >
      <Field id="audit-user" label={auditTexts.user}>
        <Input
          id="audit-user"
          name="user"
          defaultValue={view.user}
          placeholder={auditTexts.userPlaceholder}
          spellCheck={false}
        />
      </Field>
      <ActorField actor={view.actor} />
      <TimeField name="from" label={auditTexts.from} at={view.from} />
      <TimeField name="to" label={auditTexts.to} at={view.to} />
      <div className="grid gap-1.5">
        <span className="text-sm font-medium">{auditTexts.types}</span>
        <TypesFilter chosen={types} onChange={setTypes} />
      </div>
      <div className="flex gap-2 max-lg:justify-end">
        {isFiltered(view) && (
          <Button onClick={() => onChange({ user: "", actor: "", types: [] })}>
            {auditTexts.clear}
          </Button>
        )}
        <Button type="submit" variant="primary">
          {auditTexts.apply}
        </Button>
      </div>
    </form>
  );
}

interface TimeFieldProps {
  name: string;
  label: string;
  at: string | undefined;
}

/** A time in the visitor's time zone, which is unknown until hydration. */
function TimeField({ name, label, at }: TimeFieldProps) {
  const isHydrated = useIsHydrated();
  return (
    <Field id={`audit-${name}`} label={label}>
      <Input
        // Without a time to show, keeps what was entered before hydration.
        key={String(isHydrated && at !== undefined)}
        id={`audit-${name}`}
        name={name}
        type="datetime-local"
        defaultValue={isHydrated ? toLocalTime(at) : ""}
      />
    </Field>
  );
}

/** An actor's id; suggests those that are known by name. */
function ActorField({ actor }: { actor: string }) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.apiKeys.list.queryOptions());
  return (
    <Field id="audit-actor" label={auditTexts.actor}>
      <Input
        id="audit-actor"
        name="actor"
        list="audit-actors"
        defaultValue={actor}
        placeholder={auditTexts.actorPlaceholder}
        spellCheck={false}
      />
      <datalist id="audit-actors">
        <option value="admin">{auditTexts.administrator}</option>
        <option value="system">{auditTexts.system}</option>
        {data?.apiKeys.map(({ key, name }) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
      </datalist>
    </Field>
  );
}
