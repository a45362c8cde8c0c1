"use client";
import { type RefObject, useEffect, useState } from "react";

let queue: Promise<void> = Promise.resolve();

/** Resolves after the next frame, when earlier updates are on the screen. */
const nextFrame = () =>
  new Promise<void>((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
  });

/**
 * The width of a chart's container, once it is this chart's turn to be drawn. Charts are drawn one after another, in
 * page order: drawing all at once blocks the main thread for four times as long.
 */
export function useDeferredWidth(container: RefObject<HTMLElement | null>): number | undefined {
  const [width, setWidth] = useState<number>();
  useEffect(() => {
    let isUnmounted = false;
    queue = queue.then(async () => {
      if (isUnmounted || !container.current) return;
      setWidth(container.current.clientWidth);
      await nextFrame();
    });
    return () => {
      isUnmounted = true;
    };
  }, [container]);
  return width;
}
