let activeGuard: ((go: () => void) => void) | undefined;

/** Goes on at once, or when the visitor says so, where unsaved work would be lost. */
export function guardNavigation(go: () => void): void {
  if (activeGuard) activeGuard(go);
  else go();
}

/**
 * Stops whatever leads away from the page, and hands over how to go on all the same. Closing and reloading are
 * asked about by the browser itself. Returns what ends it.
 */
export function blockNavigation(onLeave: (go: () => void) => void): () => void {
  let isAllowed = false;
  const goOn = (go: () => void) => () => {
    isAllowed = true;
    go();
  };

  // Once allowed, what goes on may ask again on its way.
  const ask = (go: () => void) => (isAllowed ? go() : onLeave(goOn(go)));
  activeGuard = ask;

  const onUnload = (event: BeforeUnloadEvent) => {
    if (!isAllowed) event.preventDefault();
  };
  const onClick = (event: MouseEvent) => {
    const link = isAllowed ? undefined : leavingLink(event);
    if (!link) return;
    // Before the router sees it: this listens on the way down.
    event.preventDefault();
    event.stopPropagation();
    ask(() => link.click());
  };
  const onNavigate = (event: NavigateEvent) => {
    const { navigationType, cancelable, destination } = event;
    if (isAllowed || navigationType !== "traverse" || !cancelable) return;
    event.preventDefault();
    ask(() => window.navigation.traverseTo(destination.key));
  };

  const ending = new AbortController();
  const { signal } = ending;
  window.addEventListener("beforeunload", onUnload, { signal });
  document.addEventListener("click", onClick, { capture: true, signal });
  // Not every browser lets a page stop its own way back.
  if ("navigation" in window)
    window.navigation.addEventListener("navigate", onNavigate, { signal });
  return () => {
    ending.abort();
    if (activeGuard === ask) activeGuard = undefined;
  };
}

/** The link that a click is on, where it opens another page in this very tab. */
function leavingLink(event: MouseEvent): HTMLAnchorElement | undefined {
  const isPlain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey);
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (!isPlain || !link?.href || link.target === "_blank" || link.hasAttribute("download")) {
    return undefined;
  }
  const isSamePage = link.pathname === location.pathname && link.search === location.search;
  return link.origin === location.origin && !isSamePage ? link : undefined;
}
