"use client";
import { useEffect, useState } from "react";

let last: Promise<void> = Promise.resolve();

/** Behind the next frame: what was asked for before is on the screen by then. */
const frame = () =>
  new Promise<void>((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
  });

/**
 * Whether it is this one's turn to be drawn. They are drawn one after the other, in the order of the page: all at
 * once they keep the page from answering for four times as long.
 */
export function useTurn(): boolean {
  const [isDue, setDue] = useState(false);
  useEffect(() => {
    let isGone = false;
    last = last.then(async () => {
      if (isGone) return;
      setDue(true);
      await frame();
    });
    return () => {
      isGone = true;
    };
  }, []);
  return isDue;
}
