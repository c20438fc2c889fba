/** Moves the focus to the difference after the one that has it, and round again. */
export function focusNextDifference(): void {
  const all = [...document.querySelectorAll<HTMLElement>('[data-difference]')];
  const here = all.findIndex((one) => one.contains(document.activeElement));
  all[(here + 1) % all.length]?.focus();
}
