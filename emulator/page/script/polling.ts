/** Between the end of a look and the next. */
const PAUSE_MS = 350;
/** A look that takes long is followed by a pause that is longer by as much. */
const PAUSE_FOR_LOOK = 3;

export interface Poll {
  /** Looks at once, and goes on. */
  now(): void;
}

/** Calls `look` a few times a second while the page is visible and `look` says to go on, never twice at once. */
export function poll(look: () => Promise<boolean>): Poll {
  let timer = 0;
  let isLooking = false;
  let isWanted = false;
  const now = (): void => {
    clearTimeout(timer);
    if (isLooking) isWanted = true;
    else if (!document.hidden) void turn();
  };
  const turn = async (): Promise<void> => {
    isLooking = true;
    const sinceMs = performance.now();
    const goesOn = await look();
    isLooking = false;
    const pauseMs = isWanted ? 0 : Math.max(PAUSE_MS, PAUSE_FOR_LOOK * (performance.now() - sinceMs));
    isWanted = false;
    if (goesOn && !document.hidden) timer = window.setTimeout(now, pauseMs);
  };
  document.addEventListener("visibilitychange", now);
  now();
  return { now };
}
