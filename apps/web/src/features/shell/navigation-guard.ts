let activeGuard: ((navigate: () => void) => void) | undefined;

/** Navigates at once, or after confirmation if unsaved work would be lost. */
export function guardNavigation(navigate: () => void): void {
  if (activeGuard) activeGuard(navigate);
  else navigate();
}

/**
 * Blocks navigation away from the page and calls `onLeave` with a function that navigates anyway. For closing and
 * reloading, the browser asks. Returns a function that removes the block.
 */
export function blockNavigation(onLeave: (navigate: () => void) => void): () => void {
  let isAllowed = false;
  const allow = (navigate: () => void) => () => {
    isAllowed = true;
    navigate();
  };

  // Once allowed, the navigation itself may ask again.
  const ask = (navigate: () => void) => (isAllowed ? navigate() : onLeave(allow(navigate)));
  activeGuard = ask;

  const onUnload = (event: BeforeUnloadEvent) => {
    if (!isAllowed) event.preventDefault();
  };
  const onClick = (event: MouseEvent) => {
    const link = isAllowed ? undefined : leavingLink(event);
    if (!link) return;
    // A capturing listener runs before the router.
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

  const controller = new AbortController();
  const { signal } = controller;
  window.addEventListener("beforeunload", onUnload, { signal });
  document.addEventListener("click", onClick, { capture: true, signal });
  // Not every browser supports the Navigation API.
  if ("navigation" in window)
    window.navigation.addEventListener("navigate", onNavigate, { signal });
  return () => {
    controller.abort();
    if (activeGuard === ask) activeGuard = undefined;
  };
}

/** The clicked link, if it opens another page in this tab. */
function leavingLink(event: MouseEvent): HTMLAnchorElement | undefined {
  const isPlain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey);
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (!isPlain || !link?.href || link.target === "_blank" || link.hasAttribute("download")) {
    return undefined;
  }
  const isSamePage = link.pathname === location.pathname && link.search === location.search;
  return link.origin === location.origin && !isSamePage ? link : undefined;
}
