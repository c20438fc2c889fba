import { groupedId } from '@/lib/core/grouped-id';
import type { BankView } from '@/lib/core/views';
import { AccountIdText } from '../ui/account-id-text';
import { Glyph } from './glyph';

export type BankProps = {
  bank: BankView;
  /** Makes the bank a button, e.g. one that focuses its field. */
  onPress?: (() => void) | undefined;
};

/** One side of a bridge, in HTML, so its text never scales with the picture. */
export function Bank({ bank, onPress }: BankProps) {
  const content = <BankContent bank={bank} />;
  if (!onPress) {
    return (
      <div className="bank" data-shape={bank.shape}>
        {content}
      </div>
    );
  }
  return (
    <button type="button" className="bank" data-shape={bank.shape} onClick={onPress}>
      {content}
    </button>
  );
}

/** The title without the id that stands below anyway: an account that has no name here. */
const titleOf = ({ title, accountId }: BankView): string =>
  accountId ? title.replace(` ${groupedId(accountId)}`, '') : title;

function BankContent({ bank }: { bank: BankView }) {
  return (
    <>
      {bank.shape === 'outside' ? <OutsideOutline /> : null}
      <span className="bank-title">{titleOf(bank)}</span>
      {bank.subtitle ? (
        <span className="inline-flex flex-wrap items-center justify-center gap-x-1.5">
          {bank.isProduction ? <Glyph shape="trusting" isProduction /> : null}
          {bank.subtitle}
          {bank.isProduction ? <span className="sr-only">(production)</span> : null}
        </span>
      ) : null}
      {bank.accountId ? <AccountIdText id={bank.accountId} /> : null}
    </>
  );
}

/** The diamond of an outside company, drawn wide enough for its name. */
function OutsideOutline() {
  return (
    <svg
      className="bank-outline"
      viewBox="0 0 100 100"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path d="M9 0H91L100 50L91 100H9L0 50Z" vectorEffect="non-scaling-stroke" />
    </svg>
  );
}
