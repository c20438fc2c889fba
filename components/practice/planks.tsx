import { Glyph } from '@/components/bridge/glyph';

/** A bridge that gets a plank for each exercise that is solved. The words stand beside it. */
export function Planks({ solved }: { solved: readonly boolean[] }) {
  return (
    <span className="flex max-w-[480px] items-center gap-1" aria-hidden="true">
      <Glyph shape="trusted" size="large" />
      {solved.map((isSolved, index) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: a plank is its place
          key={index}
          className={
            isSolved
              ? 'h-2.5 flex-1 bg-ink'
              : 'h-2.5 flex-1 border border-dashed border-control'
          }
        />
      ))}
      <Glyph shape="trusting" size="large" />
    </span>
  );
}
