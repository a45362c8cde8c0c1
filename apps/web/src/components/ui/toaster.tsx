"use client";
import { Toast } from "@base-ui/react/toast";
import { CircleAlert, CircleCheck, X } from "lucide-react";
import { Button } from "./button";

const manager = Toast.createToastManager();

/** Says in a corner what has happened; what went wrong belongs at its own place, and rarely here. */
export const toast = {
  success: (title: string, description?: string) =>
    manager.add({ title, description, type: "success" }),
  error: (title: string, description?: string) =>
    manager.add({ title, description, type: "error", priority: "high", timeout: 10_000 }),
};

export function Toaster() {
  return (
    <Toast.Provider toastManager={manager} limit={3}>
      <Toast.Portal>
        <Toast.Viewport className="fixed right-4 bottom-4 z-60 flex w-[22rem] max-w-[calc(100vw-2rem)] flex-col gap-2">
          <Toasts />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function Toasts() {
  const { toasts } = Toast.useToastManager();
  return toasts.map((item) => (
    <Toast.Root
      key={item.id}
      toast={item}
      className="rounded-xl border bg-raised p-3.5 shadow-raised transition-[opacity,translate] duration-200 data-ending-style:translate-y-2 data-ending-style:opacity-0 data-limited:hidden data-starting-style:translate-y-2 data-starting-style:opacity-0"
    >
      <Toast.Content className="flex items-start gap-2.5">
        {item.type === "error" ? (
          <CircleAlert className="mt-0.5 size-4 shrink-0 text-danger" aria-hidden />
        ) : (
          <CircleCheck className="mt-0.5 size-4 shrink-0 text-accent" aria-hidden />
        )}
        <div className="min-w-0 flex-1 text-sm wrap-anywhere">
          <Toast.Title className="font-medium" render={<p />} />
          <Toast.Description className="text-muted" />
        </div>
        <Toast.Close
          render={
            <Button look="quiet" size="icon-small" aria-label="Dismiss" className="-m-1">
              <X aria-hidden />
            </Button>
          }
        />
      </Toast.Content>
    </Toast.Root>
  ));
}
