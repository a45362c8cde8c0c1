"use client";
import type { JsonObject } from "@roster/contract/json";
import { Plus } from "lucide-react";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { dataFormTexts } from "@/features/data-form/texts";
import { useDataForm } from "../form-context";
import { listProperties } from "../model/object-properties";
import type { DataPath } from "../model/data-path";

type ValueType = keyof typeof dataFormTexts.valueTypes;

/** The token of each type's initial value. */
const initialTokens: ReadonlyMap<ValueType, string> = new Map<ValueType, string>([
  ["string", '""'],
  ["number", "0"],
  ["boolean", "false"],
  ["object", "{}"],
  ["array", "[]"],
  ["null", "null"],
]);

interface AddPropertyProps {
  path: DataPath;
  schema: JsonObject;
  /** Those of the object. */
  keys: readonly string[];
}

/** Adds a key that the schema does not declare, with a value of the chosen type. */
export function AddProperty({ path, schema, keys }: AddPropertyProps) {
  const { setToken, focus } = useDataForm();
  const [name, setName] = useState("");
  const [type, setType] = useState<ValueType>("string");
  const id = useId();
  const isTaken = listProperties(schema, keys).some((key) => key.name === name);
  const object = path.join(".");

  function add() {
    if (name === "" || isTaken) return;
    setToken([...path, name], initialTokens.get(type));
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
          event.preventDefault(); // adds the key instead of submitting the form
          add();
        }}
      />
      <Select
        aria-label={dataFormTexts.typeOfNewKey(object)}
        value={type}
        className="h-9"
        onChange={({ target }) => {
          setType([...initialTokens.keys()].find((one) => one === target.value) ?? "string");
        }}
      >
        {[...initialTokens.keys()].map((one) => (
          <option key={one} value={one}>
            {dataFormTexts.valueTypes[one]}
          </option>
        ))}
      </Select>
      <Button onClick={add} disabled={name === "" || isTaken}>
        <Plus aria-hidden />
        {isTaken ? dataFormTexts.alreadyExists : dataFormTexts.addKey}
      </Button>
    </div>
  );
}
