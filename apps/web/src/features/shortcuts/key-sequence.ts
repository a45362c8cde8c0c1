import type { Shortcut, ShortcutId } from "./shortcuts";

/** How long the second key of a sequence may take. */
const SEQUENCE_TIMEOUT_MS = 1500;

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly timeStamp: number;
}

/** Turns keys, one by one, into the shortcut that they complete. */
export function createKeySequence(shortcuts: readonly Shortcut[]) {
  let pressed: readonly string[] = [];
  let last = 0;

  return (press: KeyPress, { isTyping }: { isTyping: boolean }): ShortcutId | undefined => {
    const isLate = press.timeStamp - last > SEQUENCE_TIMEOUT_MS;
    last = press.timeStamp;
    const name = keyName(press);
    const usable = shortcuts.filter(
      ({ worksWhileTyping = false }) => worksWhileTyping || !isTyping,
    );
    const begun = isLate ? [] : pressed;
    for (const keys of begun.length > 0 ? [[...begun, name], [name]] : [[name]]) {
      const candidates = usable.filter((shortcut) =>
        keys.every((key, i) => shortcut.keys[i] === key),
      );
      const whole = candidates.find((shortcut) => shortcut.keys.length === keys.length);
      pressed = whole || candidates.length === 0 ? [] : keys;
      if (candidates.length > 0) return whole?.id;
    }
    return undefined;
  };
}

function keyName({ key, ctrlKey, metaKey, altKey }: KeyPress): string {
  const name = key.length === 1 ? key.toLowerCase() : key;
  if (altKey) return `Alt+${name}`;
  return ctrlKey || metaKey ? `Mod+${name}` : name;
}
