"use client";
import { Radio } from "@base-ui/react/radio";
import { RadioGroup } from "@base-ui/react/radio-group";
import { Monitor, Moon, Sun } from "lucide-react";
import { useState } from "react";
import { applyTheme, type Theme, themes } from "./theme";

const looks = {
  system: { icon: Monitor, label: "As the system" },
  light: { icon: Sun, label: "Light" },
  dark: { icon: Moon, label: "Dark" },
} as const;

export function ThemeSwitch({ initial }: { initial: Theme }) {
  const [theme, setTheme] = useState(initial);

  function choose(chosen: Theme) {
    applyTheme(chosen);
    setTheme(chosen);
  }

  return (
    <RadioGroup
      aria-label="Colours"
      value={theme}
      onValueChange={choose}
      className="inline-flex gap-0.5 rounded-lg border bg-surface p-0.5"
    >
      {themes.map((value) => {
        const { icon: Icon, label } = looks[value];
        return (
          <Radio.Root
            key={value}
            value={value}
            aria-label={label}
            title={label}
            className="grid size-7 cursor-pointer place-items-center rounded-md text-muted transition-colors hover:text-ink data-checked:bg-hover data-checked:text-ink"
          >
            <Icon className="size-3.5" aria-hidden />
          </Radio.Root>
        );
      })}
    </RadioGroup>
  );
}
