import { expect, it } from 'vitest';
import {
  announce,
  dismissToast,
  putToastsBehind,
  readBoard,
  showToast,
} from './toast-store';

it('shows a note and reads it aloud with its detail', () => {
  const id = showToast({ title: 'Policy copied.', detail: 'Paste it anywhere.' });
  expect(readBoard().toasts.at(-1)).toMatchObject({ id, tone: 'ok' });
  expect(readBoard().announcement).toMatchObject({
    text: 'Policy copied. Paste it anywhere.',
    isUrgent: false,
  });
  dismissToast(id);
  expect(readBoard().toasts.map((toast) => toast.id)).not.toContain(id);
});

it('interrupts the reader for a problem only', () => {
  showToast({ tone: 'danger', title: 'Could not copy.' });
  expect(readBoard().announcement?.isUrgent).toBe(true);
});

it('keeps three notes at most, the newest last', () => {
  for (const title of ['one', 'two', 'three', 'four']) showToast({ title });
  expect(readBoard().toasts.map((toast) => toast.title)).toEqual([
    'two',
    'three',
    'four',
  ]);
});

it('keeps what was told before a sheet opened behind it, and what is told upon it in front', () => {
  const before = showToast({ title: 'Ended for everybody.' });
  const bringBack = putToastsBehind();
  const upon = showToast({ title: 'Could not save.' });
  const isBehind = (id: number) =>
    readBoard().toasts.find((toast) => toast.id === id)?.isBehind === true;
  expect([isBehind(before), isBehind(upon)]).toEqual([true, false]);
  bringBack();
  expect(isBehind(before)).toBe(false);
});

it('reads the same sentence again when it is said again', () => {
  announce('Copied.');
  const first = readBoard().announcement;
  announce('Copied.');
  expect(readBoard().announcement?.id).not.toBe(first?.id);
});
