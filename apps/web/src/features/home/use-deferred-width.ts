"use client";
import { type RefObject, useEffect, useState } from "react";

let queue: Promise<void> = Promise.resolve();

/** Behind the next frame: what was asked for before is on the screen by then. */
const nextFrame = () =>
  new Promise<void>((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
  });

/**
 * How wide the place is, as soon as it is this one's turn to be drawn. They are drawn one after the other, in the
 * order of the page: all at once they keep the page from answering for four times as long.
 */
export function useDeferredWidth(place: RefObject<HTMLElement | null>): number | undefined {
  const [width, setWidth] = useState<number>();
  useEffect(() => {
    let isUnmounted = false;
    queue = queue.then(async () => {
      if (isUnmounted || !place.current) return;
      setWidth(place.current.clientWidth);
      await nextFrame();
    });
    return () => {
      isUnmounted = true;
    };
  }, [place]);
  return width;
}
