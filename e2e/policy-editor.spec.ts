import type { Page } from '@playwright/test';
import { look } from './setup/look';
import { expect, test } from './setup/test';
import { tick } from './setup/tick';
import { untilShown } from './setup/until-shown';

const FIELD = 'Permissions as JSON';

/** The wizard at its field for a role's permissions, once the editor has loaded. */
async function openEditor(page: Page) {
  await page.goto('/new?step=what');
  const editor = page.getByRole('textbox', { name: FIELD });
  await untilShown(editor, () => tick(page.getByRole('radio', { name: /^custom/ })));
  await expect(page.locator('.cm-content')).toBeVisible();
  return page.locator('.cm-content');
}

/** How long a list that has just opened hears no key, so that a line break takes no word. */
const DEAF_MS = 75;

/** Takes what is offered first, as a person who has seen it would. */
async function take(page: Page, ...words: string[]) {
  const first = page.getByRole('listbox').getByRole('option').first();
  for (const word of words) await expect(first).toContainText(word);
  // While the answer to the last letter is on its way, the list takes nothing either.
  await expect(page.locator('.cm-tooltip-autocomplete-disabled')).toHaveCount(0);
  // The list counts by the page's clock, which is put forward: nobody waits.
  await page.clock.fastForward(DEAF_MS);
  await page.keyboard.press('Enter');
}

test('1.3: a person writes permissions by keyboard, is told of a mistake and mends it', async ({
  signInAs,
}) => {
  const { page } = await signInAs('operator');
  // It goes on as the real one does, and can be put forward.
  await page.clock.install();
  const editor = await openEditor(page);
  await editor.focus();

  // Elements, values and actions all come from the list.
  await page.keyboard.type('{"Stat');
  await take(page, 'Statement');
  await page.keyboard.type('"Eff');
  await take(page, 'Effect');
  await page.keyboard.type('All');
  await take(page, 'Allow');
  await page.keyboard.type(', "Act');
  await take(page, 'Action');
  await page.keyboard.type('s3:ListB');
  await take(page, 's3:ListBucket', 'List');
  await expect(editor).toContainText('"Action": ["s3:ListBucket"]');

  // A key of AWS's reference is completed; the list of what is wrong follows the text.
  const findings = page.getByRole('region', { name: 'Findings' });
  await page.keyboard.press('End');
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: ['s3:GetObjct'], Resource: 'arn:aws:s3:::app-logs/*' },
      ],
    }),
  );
  await expect(findings).toContainText('Did you mean s3:GetObject?');
  await expect(page.getByText('1 warning')).toBeVisible();
  const meter = page.getByText(/ of 10,240 characters/);
  await expect(meter).toHaveText(/^11\d of 10,240/);
  await findings.getByRole('button', { name: 'Write s3:GetObject' }).press('Enter');
  await expect(editor).toContainText('"s3:GetObject"');
  await expect(findings).not.toContainText('Did you mean');
  const before = await meter.textContent();

  await page.getByRole('button', { name: 'Format' }).click();
  await expect(page.locator('.cm-line')).toHaveCount(12);
  // White space does not count.
  await expect(meter).toHaveText(before ?? '');

  // Tab leaves the editor; nothing is lost on reload.
  await editor.focus();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Format' })).toBeFocused();
  await page.reload();
  await expect(page.locator('.cm-content')).toContainText('"s3:GetObject"');
});

test('what was typed before the editor has loaded stays, and so does the cursor', async ({
  signInAs,
}) => {
  const { page } = await signInAs('operator');
  let letIn = () => {};
  const held = new Promise<void>((resolve) => {
    letIn = resolve;
  });
  await page.goto('/new?step=what');
  const custom = page.getByRole('radio', { name: /^custom/ });
  await expect(custom).toBeVisible();
  await page.route(/_next\/static\/.*\.js/, async (route) => {
    await held;
    await route.continue();
  });
  const field = page.getByRole('textbox', { name: FIELD });
  await untilShown(field, () => tick(custom));
  await field.fill('{"Version": "2012-10-17"');
  letIn();
  await expect(page.locator('.cm-content')).toBeFocused();
  await page.keyboard.type(',');
  await expect(page.locator('.cm-content')).toContainText('"2012-10-17",');
});

test('a long policy is offered in fewer characters', async ({ signInAs }) => {
  const { page } = await signInAs('operator');
  const editor = await openEditor(page);
  const Statement = Array.from({ length: 60 }, (_, at) => ({
    Sid: `ReadPart${at}OfTheLogsOfTheApplication`,
    Effect: 'Allow',
    Action: 's3:GetObject',
    Resource: `arn:aws:s3:::app-logs/team-${at}/reports/of/the/year/*`,
  }));
  await editor.fill(JSON.stringify({ Version: '2012-10-17', Statement }));
  await page.getByRole('button', { name: /^Compact to [\d,]+ characters/ }).click();
  await expect(page.getByText(/^[1-5],\d{3} of 10,240 characters/)).toBeVisible();
  await editor.focus();
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('button', { name: /^Compact to/ })).toBeVisible();
});

test('the editor can be read by everybody', async ({ signInAs }) => {
  test.setTimeout(180_000);
  const { page } = await signInAs('operator');
  const editor = await openEditor(page);
  const Statement = [{ Effect: 'Allow', Action: 's3:GetObjct', Resource: '*' }];
  await editor.fill(JSON.stringify({ Version: '2012-10-17', Statement }, null, 2));
  await expect(page.getByText('1 warning')).toBeVisible();
  await look(page, 'policy-editor');
});
