/** Rows as text, each column as wide as its widest cell; the last is not padded. */
export function tableLines(head: string[], rows: string[][]): string[] {
  const widths = head.map((title, at) =>
    rows.reduce((width, row) => Math.max(width, row[at]?.length ?? 0), title.length),
  );
  return [head, ...rows].map((row) =>
    row
      .map((cell, at) => (at === row.length - 1 ? cell : cell.padEnd(widths[at] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}
