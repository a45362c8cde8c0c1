"use client";
import { useEffect } from "react";

const focusable = "a[href], button:not(:disabled), input:not(:disabled), [tabindex]";

/**
 * When the focused element is removed (with its page, row or dialog), moves the focus to its nearest remaining
 * focusable ancestor, or to the main content, so that the focus is never lost.
 */
export function RestoreFocus() {
  useEffect(() => {
    let ancestors: readonly Element[] = [];
    let frame = 0;

    const remember = ({ target }: FocusEvent) => {
      ancestors = target instanceof Element ? ancestorsOf(target) : [];
    };
    const restore = () => {
      if (document.activeElement !== document.body && document.activeElement !== null) return;
      const remaining = ancestors.find(
        (element) => element.isConnected && element.matches(focusable),
      );
      const next = remaining ?? document.querySelector("#main");
      if (next instanceof HTMLElement) next.focus({ preventScroll: true });
    };
    const onRemoved = () => {
      if (ancestors.length === 0 || ancestors[0]?.isConnected) return;
      cancelAnimationFrame(frame);
      // Two frames later, after anything that moves the focus itself: a closing dialog, a field with autofocus.
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
