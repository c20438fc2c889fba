import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './test';

const WIDTHS = [
  { width: 1200, height: 900 },
  { width: 360, height: 780 },
];
const THEMES = ['light', 'dark'] as const;
const SHOTS = process.env['DRAWBRIDGE_SCREENSHOTS'];

/** Sizes of text that is drawn smaller than 12 px, with the words. */
const tinyText = (page: Page) =>
  page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      const words = node.textContent?.trim();
      if (!parent || !words || !parent.checkVisibility({ visibilityProperty: true }))
        continue;
      const sizePx = Number.parseFloat(getComputedStyle(parent).fontSize);
      if (sizePx < 12) found.push(`${sizePx} px: ${words}`);
    }
    return found;
  });

const isScrollingSideways = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);

type Axe = {
  run(
    root: Document,
    options: object,
  ): Promise<{ violations: { id: string; nodes: { target: unknown[] }[] }[] }>;
};

/** What axe finds, as rules and places. It is half a megabyte, and stays on the page once it is there. */
async function violationsOn(page: Page): Promise<string[]> {
  // No page of ours has frames: one script does.
  if (!(await page.evaluate(() => 'axe' in window)))
    await new AxeBuilder({ page }).setLegacyMode().withRules(['html-has-lang']).analyze();
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: Axe };
    const { violations } = await axe.run(document, { resultTypes: ['violations'] });
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' ')}`,
    );
  });
}

/** Looks at a page in both themes and both widths, as axe and as a ruler. */
export async function look(page: Page, name: string): Promise<void> {
  // What was just read aloud names an option of a list that is closed by now; it goes by itself.
  await expect(page.locator('[role="log"] [role="img"]')).toHaveCount(0);
  for (const theme of THEMES) {
    for (const size of WIDTHS) {
      await page.setViewportSize(size);
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      const where = `${name}, ${theme}, ${size.width} px`;
      expect(await violationsOn(page), `axe on ${where}`).toEqual([]);
      expect(await tinyText(page), `small text on ${where}`).toEqual([]);
      expect(await isScrollingSideways(page), `sideways scroll on ${where}`).toBe(false);
      if (SHOTS) {
        await page.evaluate(() => window.scrollTo(0, 0));
        await page.screenshot({
          path: `${SHOTS}/${name}-${theme}-${size.width}.png`,
          fullPage: true,
        });
      }
    }
  }
  await page.setViewportSize({ width: 1200, height: 900 });
}
