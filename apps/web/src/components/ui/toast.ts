export interface ToastItem {
  readonly kind: "success" | "error";
  readonly title: string;
  readonly description: string;
}

let pending: ToastItem[] = [];
let notify: (() => void) | undefined;

function show(item: ToastItem): void {
  pending.push(item);
  notify?.();
}

/** Says in a corner what has happened; what went wrong belongs at its own place, and rarely here. */
export const toast = {
  success: (title: string, description: string) => show({ kind: "success", title, description }),
  error: (title: string, description: string) => show({ kind: "error", title, description }),
};

/** Calls `listener` when something is to be said; the one listener at a time takes it. */
export function subscribeToToasts(listener: () => void): () => void {
  notify = listener;
  return () => {
    if (notify === listener) notify = undefined;
  };
}

export function takePendingToasts(): readonly ToastItem[] {
  const taken = pending;
  pending = [];
  return taken;
}
