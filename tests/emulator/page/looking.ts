import { source as axe } from "axe-core";
import { expect } from "chai";
import type { Page } from "playwright-core";

/* How every page of this project is looked at. */

export const WIDE = { width: 1280, height: 900 };
/** 1280 pixels at 200 percent. */
export const ZOOMED = { width: 640, height: 450 };
export const NARROW = { width: 360, height: 740 };

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** How wide a page has become: more than its window, where something sticks out. */
export function widest(page: Page): Promise<number> {
  return page.evaluate("document.documentElement.scrollWidth");
}

/** Holds a page against the rules of axe-core. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(axe);
  const found = await page.evaluate<{ readonly violations: readonly Violation[] }>("axe.run()");
  expect(found.violations.map(({ id, impact, nodes }) => `${impact} ${id}: ${nodes[0]?.html ?? ""}`)).to.deep.equal([]);
}
