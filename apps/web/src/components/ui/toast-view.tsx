"use client";
import { Toast } from "@base-ui/react/toast";
import { CircleAlert, CircleCheck, X } from "lucide-react";
import { useEffect } from "react";
import { componentTexts } from "@/components/texts";
import { Button } from "./button";
import { subscribeToToasts, takePendingToasts, type ToastItem } from "./toast";

/** How long toasts that need a decision are shown: errors, and those with an action. */
const LONG_MS = 10_000;

export function ToastView() {
  return (
    <Toast.Provider limit={3}>
      <Toast.Portal>
        <Toast.Viewport className="fixed right-4 bottom-4 z-60 flex w-[22rem] max-w-[calc(100vw-2rem)] flex-col gap-2">
          <Toasts />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function Toasts() {
  const { toasts, add, close } = Toast.useToastManager();

  useEffect(() => {
    const addOne = ({ kind: type, action, ...texts }: ToastItem) => {
      const id = add({
        ...texts,
        type,
        ...(type === "error" && { priority: "high" as const }),
        ...((type === "error" || action) && { timeout: LONG_MS }),
        ...(action && {
          actionProps: {
            children: action.label,
            onClick() {
              close(id);
              action.run();
            },
          },
        }),
      });
    };
    const addAll = () => takePendingToasts().forEach(addOne);
    addAll();
    return subscribeToToasts(addAll);
  }, [add, close]);

  return toasts.map((item) => (
    <Toast.Root
      key={item.id}
      toast={item}
      data-toast
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
          {item.actionProps && <Toast.Action render={<Button size="small" className="mt-2" />} />}
        </div>
        <Toast.Close
          render={
            <Button
              variant="ghost"
              size="icon-small"
              aria-label={componentTexts.dismiss}
              className="-m-1"
            >
              <X aria-hidden />
            </Button>
          }
        />
      </Toast.Content>
    </Toast.Root>
  ));
}
