import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { PasswordFields } from './password-fields';

const WRONG = 'This is not the password that you have.';
const SHORT = 'A password has at least 12 characters; 2 more.';

const draw = (problems: { currentPassword?: string; newPassword?: string }) =>
  renderToStaticMarkup(
    <PasswordFields
      email="maya@example.com"
      passwords={{ currentPassword: 'a', newPassword: 'b' }}
      problems={problems}
      change={() => undefined}
    />,
  );

/** The field of a name, from its first tag to the next field. */
const fieldOf = (html: string, name: string) =>
  html.split('<div class="field"').find((part) => part.includes(`name="${name}"`)) ?? '';

it.each([
  ['currentPassword', 'newPassword', WRONG],
  ['newPassword', 'currentPassword', SHORT],
])('says what is wrong at %s, and nothing at %s', (at, other, sentence) => {
  const html = draw({ [at]: sentence });
  expect(fieldOf(html, at)).toContain(sentence);
  expect(fieldOf(html, at)).toContain('aria-invalid="true"');
  expect(fieldOf(html, other)).not.toContain(sentence);
  expect(fieldOf(html, other)).not.toContain('aria-invalid="true"');
});

it('tells password managers whose it is, and which of the two is new', () => {
  const html = draw({});
  expect(html).toContain('value="maya@example.com"');
  expect(fieldOf(html, 'currentPassword')).toMatch(/autoComplete="current-password"/i);
  expect(fieldOf(html, 'newPassword')).toMatch(/autoComplete="new-password"/i);
  expect(html).not.toContain('aria-invalid="true"');
});
