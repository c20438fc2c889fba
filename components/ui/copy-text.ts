export type CopySource = string | (() => string | Promise<string>);

/**
 * Puts text on the clipboard. A text that has yet to be fetched is handed over as a
 * promise, so the browser still sees the click that asked for it.
 *
 * Rejects with the error of the source, or with the browser's refusal.
 */
export async function copyText(source: CopySource): Promise<void> {
  if (typeof source === 'string') return navigator.clipboard.writeText(source);
  const text = Promise.resolve(source());
  if (typeof ClipboardItem === 'undefined' || !navigator.clipboard.write) {
    return navigator.clipboard.writeText(await text);
  }
  const blob = text.then((value) => new Blob([value], { type: 'text/plain' }));
  const written = navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })]);
  // The source comes first: its own sentence says more than the browser's refusal.
  await Promise.all([text, written]);
}
