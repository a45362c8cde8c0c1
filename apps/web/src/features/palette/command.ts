import type { LucideIcon } from "lucide-react";
import type { ProcedurePath } from "@/features/access/access";

/** An item of the palette. */
export interface Command {
  /** Unique in the palette. */
  readonly id: string;
  readonly label: string;
  readonly icon: LucideIcon;
  /** The keyboard shortcut that does the same. */
  readonly keys?: readonly string[];
  /** What it is for; it is not offered to administrators who may not call it. */
  readonly calls?: ProcedurePath;
  /** Called after the palette has closed. */
  readonly run: () => void;
}

export interface CommandGroup {
  readonly label: string;
  readonly items: readonly Command[];
}

/** The commands whose label contains every typed word. */
export function filterCommands(commands: readonly Command[], text: string): readonly Command[] {
  const words = text.toLowerCase().split(/\s+/);
  return commands.filter(({ label }) => {
    const name = label.toLowerCase();
    return words.every((word) => name.includes(word));
  });
}
