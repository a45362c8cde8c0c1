"use client";
import { Monitor, Moon, Sun } from "lucide-react";
import { useId, useSyncExternalStore } from "react";
import { themeTexts } from "@/features/theme/texts";
import { applyTheme, getChosenTheme, type Theme, themes, subscribeToTheme } from "./theme";

export const themeOptions = {
  system: { icon: Monitor, label: themeTexts.system },
  light: { icon: Sun, label: themeTexts.light },
  dark: { icon: Moon, label: themeTexts.dark },
} as const;

export function ThemeSwitch({ initial }: { initial: Theme }) {
  const name = useId();
  // There can be two switches, and the palette changes the theme too.
  const theme = useSyncExternalStore(subscribeToTheme, getChosenTheme, () => undefined) ?? initial;

  return (
    <div
      role="radiogroup"
      aria-label={themeTexts.theme}
      className="inline-flex gap-0.5 rounded-lg border bg-surface p-0.5"
    >
      {themes.map((value) => {
        const { icon: Icon, label } = themeOptions[value];
        return (
          <label
            key={value}
            title={label}
            className="relative grid size-7 cursor-pointer place-items-center rounded-md text-muted transition-colors outline-offset-1 outline-accent hover:text-ink has-checked:bg-hover has-checked:text-ink has-focus-visible:outline-2"
          >
            <input
              type="radio"
              name={name}
              aria-label={label}
              checked={theme === value}
              onChange={() => applyTheme(value)}
              className="absolute inset-0 cursor-pointer opacity-0"
            />
            <Icon className="size-3.5" aria-hidden />
          </label>
        );
      })}
    </div>
  );
}
