"use client";
import { type RefObject, useEffect, useState } from "react";

let last: Promise<void> = Promise.resolve();

/** Behind the next frame: what was asked for before is on the screen by then. */
const frame = () =>
  new Promise<void>((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
  });

/**
 * How wide the place is, as soon as it is this one's turn to be drawn. They are drawn one after the other, in the
 * order of the page: all at once they keep the page from answering for four times as long.
 */
export function useTurn(place: RefObject<HTMLElement | null>): number | undefined {
  const [width, setWidth] = useState<number>();
  useEffect(() => {
    let isGone = false;
    last = last.then(async () => {
      if (isGone || !place.current) return;
      setWidth(place.current.clientWidth);
      await frame();
    });
    return () => {
      isGone = true;
    };
  }, [place]);
  return width;
}
