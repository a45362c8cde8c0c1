"use client";
import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { subscribeToToasts } from "./toast";

const ToastView = dynamic(() => import("./toast-view").then((module) => module.ToastView), {
  ssr: false,
});

/** Loads the toast view when the first toast appears. */
export function Toaster() {
  const [isNeeded, setNeeded] = useState(false);
  useEffect(() => subscribeToToasts(() => setNeeded(true)), []);
  return isNeeded && <ToastView />;
}
