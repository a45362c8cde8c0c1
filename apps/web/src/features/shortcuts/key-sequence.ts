import type { Shortcut, ShortcutId } from "./shortcuts";

/** The maximum time between the keys of a sequence. */
const SEQUENCE_TIMEOUT_MS = 1500;

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly timeStamp: number;
}

/** Returns a function that takes one key at a time and returns the shortcut it completes. */
export function createKeySequence(shortcuts: readonly Shortcut[]) {
  let pressed: readonly string[] = [];
  let last = 0;

  return (press: KeyPress, { isTyping }: { isTyping: boolean }): ShortcutId | undefined => {
    const isLate = press.timeStamp - last > SEQUENCE_TIMEOUT_MS;
    last = press.timeStamp;
    const name = keyName(press);
    const available = shortcuts.filter(
      ({ worksWhileTyping = false }) => worksWhileTyping || !isTyping,
    );
    const started = isLate ? [] : pressed;
    for (const keys of started.length > 0 ? [[...started, name], [name]] : [[name]]) {
      const candidates = available.filter((shortcut) =>
        keys.every((key, i) => shortcut.keys[i] === key),
      );
      const complete = candidates.find((shortcut) => shortcut.keys.length === keys.length);
      pressed = complete || candidates.length === 0 ? [] : keys;
      if (candidates.length > 0) return complete?.id;
    }
    return undefined;
  };
}

function keyName({ key, ctrlKey, metaKey, altKey }: KeyPress): string {
  const name = key.length === 1 ? key.toLowerCase() : key;
  if (altKey) return `Alt+${name}`;
  return ctrlKey || metaKey ? `Mod+${name}` : name;
}
