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

/**
 * No page of ours has frames: one script does, and no second page need be opened for the sum. A
 * dark page is the light one in other colours: of the rules only those about colours are asked.
 */
const axe = (page: Page, theme: (typeof THEMES)[number]) => {
  const builder = new AxeBuilder({ page }).setLegacyMode();
  if (theme === 'dark') builder.withRules(['color-contrast', 'link-in-text-block']);
  else builder.options({ resultTypes: ['violations'] });
  return builder;
};

/** Looks at a page in both themes and both widths, as axe and as a ruler. */
export async function look(page: Page, name: string): Promise<void> {
  // What was just read aloud names an option of a list that is closed by now; it goes by itself.
  await expect(page.locator('[role="log"] [role="img"]')).toHaveCount(0);
  for (const theme of THEMES) {
    for (const size of WIDTHS) {
      await page.setViewportSize(size);
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      const where = `${name}, ${theme}, ${size.width} px`;
      const { violations } = await axe(page, theme).analyze();
      const told = violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map((n) => n.target).join(' ')}`,
      );
      expect(told, `axe on ${where}`).toEqual([]);
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
