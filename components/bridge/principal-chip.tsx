import type { PartyShape } from '@/lib/core/views';
import { Glyph } from './glyph';

export type PrincipalChipProps = {
  name: string;
  /** The account or company it lives in. */
  home?: string | null | undefined;
  shape?: PartyShape | undefined;
};

/** A person, workload or company that may cross. */
export function PrincipalChip({ name, home, shape = 'trusted' }: PrincipalChipProps) {
  return (
    <span className="chip">
      <span className="chip-name">
        <Glyph shape={shape} />
        {name}
        {shape === 'outside' ? <span className="sr-only">(outside)</span> : null}
      </span>
      {home ? <span className="text-muted">in {home}</span> : null}
    </span>
  );
}
