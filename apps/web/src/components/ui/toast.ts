export interface ToastItem {
  readonly kind: "success" | "error";
  readonly title: string;
  readonly description: string;
}

let waiting: ToastItem[] = [];
let tell: (() => void) | undefined;

function show(item: ToastItem): void {
  waiting.push(item);
  tell?.();
}

/** Says in a corner what has happened; what went wrong belongs at its own place, and rarely here. */
export const toast = {
  success: (title: string, description: string) => show({ kind: "success", title, description }),
  error: (title: string, description: string) => show({ kind: "error", title, description }),
};

/** Calls `listener` when something is to be said; the one listener at a time takes it. */
export function onToast(listener: () => void): () => void {
  tell = listener;
  return () => {
    if (tell === listener) tell = undefined;
  };
}

export function takeToasts(): readonly ToastItem[] {
  const taken = waiting;
  waiting = [];
  return taken;
}
