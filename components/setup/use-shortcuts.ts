'use client';
import { useEffect, useRef } from 'react';

type Shortcut = { matches: (event: KeyboardEvent) => boolean; run: () => void };

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.closest('input, textarea, select, [role="textbox"]') !== null);

const isPlain = (event: KeyboardEvent) =>
  !(event.ctrlKey || event.metaKey || event.altKey || event.repeat);

/** A single letter, which never acts while somebody types or a dialog is open. */
export const letterKey = (letter: string, run: () => void): Shortcut => ({
  matches: (event) =>
    isPlain(event) && event.key.toLowerCase() === letter && !isTyping(event.target),
  run,
});

/** Alt and a digit, by its place: with Alt held many layouts type another sign. */
export const altDigit = (digit: number, run: () => void): Shortcut => ({
  matches: (event) =>
    event.altKey && !event.ctrlKey && !event.metaKey && event.code === `Digit${digit}`,
  run,
});

/** ⌘↵ or Ctrl+↵, from any field. */
export const submitKey = (run: () => void): Shortcut => ({
  matches: (event) => event.key === 'Enter' && (event.metaKey || event.ctrlKey),
  run,
});

/** Listens on the whole page, before any field takes the key. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const current = useRef(shortcuts);
  useEffect(() => {
    current.current = shortcuts;
  });
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      const shortcut = current.current.find(({ matches }) => matches(event));
      if (!shortcut || document.querySelector('[role="dialog"], [role="alertdialog"]'))
        return;
      event.preventDefault();
      event.stopPropagation();
      shortcut.run();
    }
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, []);
}
