export interface ToastItem {
  readonly kind: "success" | "error";
  readonly title: string;
  readonly description: string;
  /** A button that closes the toast, such as to undo what it reports. */
  readonly action?: { readonly label: string; readonly run: () => void };
}

let pending: ToastItem[] = [];
let notify: (() => void) | undefined;

function show(item: ToastItem): void {
  pending.push(item);
  notify?.();
}

/** Reports an outcome in a corner of the window. Errors usually belong next to their cause instead. */
export const toast = {
  success: (title: string, description: string, action?: ToastItem["action"]) =>
    show({ kind: "success", title, description, ...(action && { action }) }),
  error: (title: string, description: string) => show({ kind: "error", title, description }),
};

/** Notifies the one listener of new toasts; a later subscription replaces it. */
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
