import type { DraftFieldName } from '@/lib/setup/schema';
import { fieldId } from './wizard-fields';

const CONTROLS =
  'input:not([disabled]):not([tabindex="-1"]), textarea, [contenteditable="true"], [role="radio"], button, a[href]';

export const SCREEN_TITLE_ID = 'new-access-screen';

/** Puts the caret into a field; a chosen radio before the first one. */
export function focusField(name: DraftFieldName): void {
  const holder = document.getElementById(fieldId(name));
  const control =
    holder?.querySelector<HTMLElement>('input[type="radio"]:checked') ??
    holder?.querySelector<HTMLElement>(CONTROLS);
  const folded = control?.closest('details');
  if (folded) folded.open = true;
  control?.focus();
  control?.scrollIntoView({ block: 'center' });
}

export function focusScreen(): void {
  document.getElementById(SCREEN_TITLE_ID)?.focus();
}
