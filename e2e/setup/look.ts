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

type Violations = { violations: { id: string; nodes: { target: unknown[] }[] }[] };
type Where = Element[] | { include: Document; exclude: string[] };
type Axe = { run(where: Where, options: object): Promise<Violations> };
type Looked = Window & { axe: Axe; looked?: WeakSet<Element> };

/**
 * What axe finds, as rules and places. Contrast, which is most of its work, is looked at once in a
 * theme: in the second width only of words that the first width did not draw.
 */
async function violationsOn(page: Page, isFirstOfTheme: boolean): Promise<string[]> {
  // It is half a megabyte and stays on the page once it is there. No page of ours has frames.
  if (!(await page.evaluate(() => 'axe' in window)))
    await new AxeBuilder({ page }).setLegacyMode().withRules(['html-has-lang']).analyze();
  return page.evaluate(async (isFirst) => {
    const looked = window as unknown as Looked;
    const isDrawn = (element: Element) =>
      element.checkVisibility({ visibilityProperty: true }) &&
      [...element.childNodes].some((node) => node instanceof Text && node.data.trim());
    const drawn = [...document.body.querySelectorAll('*')].filter(isDrawn);
    const before = isFirst ? new WeakSet<Element>() : looked.looked;
    const isNew = drawn.filter((element) => !before?.has(element));
    looked.looked = new WeakSet(drawn);
    const contrast = 'color-contrast';
    // What was just read aloud names an option of a list that may be closed by now; it goes by itself.
    const page = { include: document, exclude: ['[role="log"] [role="img"]'] };
    const found = await looked.axe.run(page, {
      resultTypes: ['violations'],
      rules: { [contrast]: { enabled: isFirst } },
    });
    const more =
      isFirst || isNew.length === 0
        ? []
        : (await looked.axe.run(isNew, { runOnly: [contrast] })).violations;
    return [...found.violations, ...more].map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' ')}`,
    );
  }, isFirstOfTheme);
}

/** Looks at a page in both themes and both widths, as axe and as a ruler. */
export async function look(page: Page, name: string): Promise<void> {
  for (const theme of THEMES) {
    for (const size of WIDTHS) {
      await page.setViewportSize(size);
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      const where = `${name}, ${theme}, ${size.width} px`;
      expect(await violationsOn(page, size === WIDTHS[0]), `axe on ${where}`).toEqual([]);
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
