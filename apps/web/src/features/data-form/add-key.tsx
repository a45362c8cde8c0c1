"use client";
import type { JsonObject, JsonValue } from "@roster/contract/json";
import { Plus } from "lucide-react";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { dataFormTexts } from "@/features/data-form/texts";
import { useDataForm } from "./form-context";
import { keysOf } from "./object-keys";
import type { Path } from "./path";

type Kind = keyof typeof dataFormTexts.kinds;

/** What a value of each kind begins with. */
const starts: ReadonlyMap<Kind, JsonValue> = new Map<Kind, JsonValue>([
  ["text", ""],
  ["number", 0],
  ["boolean", false],
  ["object", {}],
  ["list", []],
  ["null", null],
]);

interface AddKeyProps {
  path: Path;
  schema: JsonObject;
  value: JsonObject;
}

/** Adds a key that the schema does not name, with a value of a kind that is chosen. */
export function AddKey({ path, schema, value }: AddKeyProps) {
  const { change, focus } = useDataForm();
  const [name, setName] = useState("");
  const [kind, setKind] = useState<Kind>("text");
  const id = useId();
  const isTaken = keysOf(schema, value).some((key) => key.name === name);
  const object = path.join(".");

  function add() {
    if (name === "" || isTaken) return;
    change([...path, name], structuredClone(starts.get(kind) ?? null));
    focus([...path, name]);
    setName("");
  }

  return (
    <div className="flex flex-wrap gap-2">
      <Input
        id={id}
        value={name}
        aria-label={dataFormTexts.newKey(object)}
        aria-invalid={isTaken}
        placeholder={dataFormTexts.anotherKey}
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
        aria-label={dataFormTexts.kindOfNewKey(object)}
        value={kind}
        className="h-9"
        onChange={({ target }) => {
          setKind([...starts.keys()].find((one) => one === target.value) ?? "text");
        }}
      >
        {[...starts.keys()].map((one) => (
          <option key={one} value={one}>
            {dataFormTexts.kinds[one]}
          </option>
        ))}
      </Select>
      <Button onClick={add} disabled={name === "" || isTaken}>
        <Plus aria-hidden />
        {isTaken ? dataFormTexts.isThere : dataFormTexts.addKey}
      </Button>
    </div>
  );
}
