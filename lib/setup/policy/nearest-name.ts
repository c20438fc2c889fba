/**
 * The name that differs least from a mistyped one; null when all differ in more than a third
 * of its letters. Letter case does not count.
 */
export function nearestName(typed: string, names: string[]): string | null {
  const wanted = typed.toLowerCase();
  let most = Math.max(Math.floor(wanted.length / 3), 1) + 1;
  let nearest: string | null = null;
  for (const name of names) {
    const distance = distanceWithin(wanted, name.toLowerCase(), most - 1);
    if (distance >= most) continue;
    most = distance;
    nearest = name;
  }
  return nearest;
}

/** How many letters are added, left out, changed or swapped; `most + 1` when more than `most`. */
function distanceWithin(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let [before, last] = [
    [] as number[],
    Array.from({ length: b.length + 1 }, (_, j) => j),
  ];
  for (let i = 1; i <= a.length; i += 1) {
    const row = nextRow({ a, b, i, last, before });
    if (Math.min(...row) > most) return most + 1;
    [before, last] = [last, row];
  }
  return last[b.length] ?? most + 1;
}

type Rows = { a: string; b: string; i: number; last: number[]; before: number[] };

function nextRow({ a, b, i, last, before }: Rows): number[] {
  const row = [i];
  for (let j = 1; j <= b.length; j += 1) {
    const isSame = a[i - 1] === b[j - 1];
    const isSwapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
    row.push(
      Math.min(
        (row[j - 1] ?? 0) + 1,
        (last[j] ?? 0) + 1,
        (last[j - 1] ?? 0) + (isSame ? 0 : 1),
        isSwapped ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      ),
    );
  }
  return row;
}
