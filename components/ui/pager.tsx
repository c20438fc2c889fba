import { Button } from './button';

type PagerProps = {
  current: number;
  total: number;
  pageSize: number;
  onGo: (page: number) => void;
  /** What the pages before and after are called. */
  words?: readonly [string, string] | undefined;
};

/** The way through a list of many pages; nothing where one holds it all. */
export function Pager({
  current,
  total,
  pageSize,
  onGo,
  words: [before, after] = ['Previous', 'Next'],
}: PagerProps) {
  const pagesTotal = Math.ceil(total / pageSize);
  if (pagesTotal <= 1) return null;
  return (
    <nav aria-label="Pages" className="mt-4 flex items-center gap-3">
      <Button size="row" isDisabled={current <= 1} onPress={() => onGo(current - 1)}>
        {before}
      </Button>
      <span className="text-sm text-muted">
        Page {current} of {pagesTotal}
      </span>
      <Button
        size="row"
        isDisabled={current >= pagesTotal}
        onPress={() => onGo(current + 1)}
      >
        {after}
      </Button>
    </nav>
  );
}
