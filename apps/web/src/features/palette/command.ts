import type { LucideIcon } from "lucide-react";

/** A line of the palette. */
export interface Command {
  /** One of its kind in the palette. */
  readonly id: string;
  readonly label: string;
  readonly icon: LucideIcon;
  /** That do the same without the palette. */
  readonly keys?: readonly string[];
  /** When the palette has closed. */
  readonly run: () => void;
}

export interface CommandGroup {
  readonly label: string;
  readonly items: readonly Command[];
}

/** Those whose label has every word that was typed; all of them while nothing is. */
export function filterCommands(commands: readonly Command[], text: string): readonly Command[] {
  const words = text.toLowerCase().split(/\s+/);
  return commands.filter(({ label }) => {
    const name = label.toLowerCase();
    return words.every((word) => name.includes(word));
  });
}
