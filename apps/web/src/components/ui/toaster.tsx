"use client";
import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { subscribeToToasts } from "./toast";

const ToastView = dynamic(() => import("./toast-view").then((module) => module.ToastView), {
  ssr: false,
});

/** Loads what shows toasts when there is the first to show. */
export function Toaster() {
  const [isNeeded, setNeeded] = useState(false);
  useEffect(() => subscribeToToasts(() => setNeeded(true)), []);
  return isNeeded && <ToastView />;
}
