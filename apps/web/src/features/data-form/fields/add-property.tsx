"use client";
import type { JsonObject, JsonValue } from "@roster/contract/json";
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

/** The initial value of each type. */
const initialValues: ReadonlyMap<ValueType, JsonValue> = new Map<ValueType, JsonValue>([
  ["string", ""],
  ["number", 0],
  ["boolean", false],
  ["object", {}],
  ["array", []],
  ["null", null],
]);

interface AddPropertyProps {
  path: DataPath;
  schema: JsonObject;
  value: JsonObject;
}

/** Adds a key that the schema does not declare, with a value of the chosen type. */
export function AddProperty({ path, schema, value }: AddPropertyProps) {
  const { setValue, focus } = useDataForm();
  const [name, setName] = useState("");
  const [type, setType] = useState<ValueType>("string");
  const id = useId();
  const isTaken = listProperties(schema, value).some((key) => key.name === name);
  const object = path.join(".");

  function add() {
    if (name === "" || isTaken) return;
    setValue([...path, name], structuredClone(initialValues.get(type) ?? null));
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
          setType([...initialValues.keys()].find((one) => one === target.value) ?? "string");
        }}
      >
        {[...initialValues.keys()].map((one) => (
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
