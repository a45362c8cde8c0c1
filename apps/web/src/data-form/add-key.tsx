"use client";
import type { JsonObject, JsonValue } from "@roster/contract";
import { Plus } from "lucide-react";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { useDataForm } from "./form-context";
import { keysOf } from "./object-keys";
import type { Path } from "./path";

const starts = { Text: "", Number: 0, "True or false": false, Object: {}, List: [], Null: null };

interface AddKeyProps {
  path: Path;
  schema: JsonObject;
  value: JsonObject;
}

/** Adds a key that the schema does not name, with a value of a kind that is chosen. */
export function AddKey({ path, schema, value }: AddKeyProps) {
  const { change, focus } = useDataForm();
  const [name, setName] = useState("");
  const [kind, setKind] = useState("Text");
  const id = useId();
  const isTaken = keysOf(schema, value).some((key) => key.name === name);
  const where = path.length === 0 ? "" : ` in ${path.join(".")}`;

  function add() {
    if (name === "" || isTaken) return;
    const [, start] = Object.entries(starts).find(([text]) => text === kind) ?? ["", ""];
    change([...path, name], structuredClone<JsonValue>(start));
    focus([...path, name]);
    setName("");
  }

  return (
    <div className="flex flex-wrap gap-2">
      <Input
        id={id}
        value={name}
        aria-label={`New key${where}`}
        aria-invalid={isTaken}
        placeholder="Another key"
        spellCheck={false}
        autoCapitalize="off"
        className="max-w-52 flex-1"
        onChange={({ target }) => setName(target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault(); // it adds the key, and does not send the form
          add();
        }}
      />
      <Select
        aria-label={`Kind of the new key${where}`}
        value={kind}
        className="h-9"
        onChange={({ target }) => setKind(target.value)}
      >
        {Object.keys(starts).map((text) => (
          <option key={text}>{text}</option>
        ))}
      </Select>
      <Button onClick={add} disabled={name === "" || isTaken}>
        <Plus aria-hidden />
        {isTaken ? "It is there" : "Add key"}
      </Button>
    </div>
  );
}
