import type { PartyShape } from '@/lib/core/views';
import { AccountIdText } from '../ui/account-id-text';
import { Glyph } from './glyph';

export type AccountChipProps = {
  name: string;
  accountId?: string | null | undefined;
  isProduction?: boolean | undefined;
  /** The side it plays; a square unless told otherwise. */
  shape?: PartyShape | undefined;
};

export function AccountChip({
  name,
  accountId,
  isProduction,
  shape = 'trusting',
}: AccountChipProps) {
  return (
    <span className="chip">
      <span className="chip-name">
        <Glyph shape={shape} isProduction={isProduction} />
        {name}
        {isProduction ? <span className="sr-only">(production)</span> : null}
      </span>
      {accountId ? <AccountIdText id={accountId} /> : null}
    </span>
  );
}
