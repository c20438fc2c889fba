import type { DiffStatementView } from './views';

type Line = DiffStatementView['lines'][number];
type Pair = { old: number; next: number };

/** Lines of two texts in one column, by their longest common subsequence. */
export function diffLines(before: string, after: string): Line[] {
  const olds = before === '' ? [] : before.split('\n');
  const news = after.split('\n');
  const lines: Line[] = [];
  let from: Pair = { old: 0, next: 0 };
  for (const pair of [...pairsOf(olds, news), { old: olds.length, next: news.length }]) {
    lines.push(...marked('-', olds.slice(from.old, pair.old)));
    lines.push(...marked('+', news.slice(from.next, pair.next)));
    lines.push(...marked(' ', olds.slice(pair.old, pair.old + 1)));
    from = { old: pair.old + 1, next: pair.next + 1 };
  }
  return lines;
}

const marked = (mark: Line['mark'], texts: string[]): Line[] =>
  texts.map((text) => ({ mark, text }));

/** Which lines stay, as positions in both texts. */
function pairsOf(olds: string[], news: string[]): Pair[] {
  const lengths = lengthsOf(olds, news);
  const at = (old: number, next: number): number => lengths[old]?.[next] ?? 0;
  const pairs: Pair[] = [];
  let [old, next] = [0, 0];
  while (old < olds.length && next < news.length) {
    if (olds[old] === news[next]) {
      pairs.push({ old, next });
      old += 1;
      next += 1;
    } else if (at(old + 1, next) >= at(old, next + 1)) old += 1;
    else next += 1;
  }
  return pairs;
}

/** Length of the longest common subsequence from each pair of positions on. */
function lengthsOf(olds: string[], news: string[]): number[][] {
  let below = new Array<number>(news.length + 1).fill(0);
  const rows = [below];
  for (const line of [...olds].reverse()) {
    const row = new Array<number>(news.length + 1).fill(0);
    for (let next = news.length - 1; next >= 0; next -= 1) {
      const best = Math.max(below[next] ?? 0, row[next + 1] ?? 0);
      row[next] = line === news[next] ? (below[next + 1] ?? 0) + 1 : best;
    }
    rows.unshift(row);
    below = row;
  }
  return rows;
}
