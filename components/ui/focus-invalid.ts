/** Takes the focus to the first field that a check found wrong, once it is drawn. */
export function focusInvalid(form: HTMLFormElement): void {
  requestAnimationFrame(() => {
    form.querySelector<HTMLElement>('input[aria-invalid="true"]')?.focus();
  });
}
