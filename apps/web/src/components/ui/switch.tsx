"use client";
import { Switch as Base } from "@base-ui/react/switch";

interface SwitchProps {
  id: string;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
  describedBy?: string;
}

export function Switch({ id, isOn, onChange, describedBy }: SwitchProps) {
  return (
    <Base.Root
      id={id}
      nativeButton
      render={<button />}
      checked={isOn}
      onCheckedChange={onChange}
      aria-labelledby={`${id}-label`}
      aria-describedby={describedBy}
      className="inline-flex h-5 w-9 shrink-0 cursor-pointer items-center rounded-full bg-line-strong p-0.5 transition-colors data-checked:bg-accent"
    >
      <Base.Thumb className="size-4 rounded-full bg-surface transition-transform data-checked:translate-x-4" />
    </Base.Root>
  );
}
