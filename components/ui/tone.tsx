export type Tone = 'info' | 'ok' | 'warn' | 'danger';

const marks = { info: 'i', ok: '✓', warn: '!', danger: '×' } as const;

/** A framed sign, so a tone is a shape and a letter before it is a colour. */
export function ToneMark({ tone }: { tone: Tone }) {
  return (
    <span className="tone-mark" data-tone={tone} aria-hidden="true">
      {marks[tone]}
    </span>
  );
}
