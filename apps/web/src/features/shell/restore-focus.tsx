"use client";
import { useEffect } from "react";

const focusable = "a[href], button:not(:disabled), input:not(:disabled), [tabindex]";

/**
 * Where the element that had the focus is gone (its page, its row, its dialog), the focus goes to the
 * nearest thing around it that is left and can have it, at last to the page's content; never to nowhere.
 */
export function RestoreFocus() {
  useEffect(() => {
    let around: readonly Element[] = [];
    let frame = 0;

    const remember = ({ target }: FocusEvent) => {
      around = target instanceof Element ? ancestorsOf(target) : [];
    };
    const restore = () => {
      if (document.activeElement !== document.body && document.activeElement !== null) return;
      const left = around.find((element) => element.isConnected && element.matches(focusable));
      const place = left ?? document.querySelector("#main");
      if (place instanceof HTMLElement) place.focus({ preventScroll: true });
    };
    const onRemoved = () => {
      if (around.length === 0 || around[0]?.isConnected) return;
      cancelAnimationFrame(frame);
      // Later than what moves the focus on purpose: a dialog that closes, a field that is focused at first.
      frame = requestAnimationFrame(() => (frame = requestAnimationFrame(restore)));
    };

    document.addEventListener("focusin", remember);
    const observer = new MutationObserver(onRemoved);
    observer.observe(document.body, { childList: true, subtree: true });
    return () => {
      document.removeEventListener("focusin", remember);
      observer.disconnect();
      cancelAnimationFrame(frame);
    };
  }, []);
  return null;
}

function ancestorsOf(element: Element): Element[] {
  const { parentElement } = element;
  return parentElement ? [element, ...ancestorsOf(parentElement)] : [element];
}
