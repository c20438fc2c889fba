'use client';
import clsx from 'clsx';
import { BridgeDiagram, type BridgePart } from '@/components/bridge/bridge-diagram';
import { Deck, DeckLegend } from '@/components/bridge/deck';
import { lockMark, sayLock } from '@/components/bridge/deck-words';
import { Glyph } from '@/components/bridge/glyph';
import { ThreeLocks } from '@/components/bridge/three-locks';
import { SaidText } from '@/components/ui/said-text';
import type { BankView, BridgeView } from '@/lib/core/views';
import { EMPTY_BRIDGE } from './empty-bridge';
import { JsonPane } from './json-pane';
import { leadOfPart } from './recipe-leads';
import type { Wizard } from './use-wizard';

type PictureProps = { wizard: Wizard };

/** What the picture shows once it is typed. */
const SHOWN = [
  'who',
  'bucket',
  'vendorAccount',
  'repository',
  'subject',
  'serviceAccount',
  'service',
  'samlProvider',
  'accessApplication',
] as const;

/** Before the first verdict nothing is claimed: neither that it works nor that it is empty. */
function bridgeOf({ preview, form }: Wizard): BridgeView {
  if (preview.data) return preview.data.bridge;
  const isEmpty = SHOWN.every((name) => form.fields[name] === '');
  return isEmpty || preview.error
    ? EMPTY_BRIDGE
    : { ...EMPTY_BRIDGE, sentence: 'Looking at both accounts…' };
}

/** A part of the picture leads to the field that decides it. */
function usePartPress({ wizard }: PictureProps) {
  return (part: BridgePart) => wizard.showField(leadOfPart(part, wizard.form.fields));
}

/** Both accounts as two banks: fills as one types, and its sentence follows the verdict. */
export function WizardPicture({ wizard }: PictureProps) {
  const bridge = bridgeOf(wizard);
  const onPartPress = usePartPress({ wizard });
  return (
    <section
      aria-label="The crossing so far"
      className="grid min-w-0 gap-4 self-start lg:sticky lg:top-20"
    >
      <div
        className={clsx(
          'card grid gap-5 p-4 sm:p-6',
          bridge.locks.length === 0 && 'max-lg:hidden',
        )}
      >
        <div className="max-lg:hidden">
          <BridgeDiagram
            bridge={bridge}
            sentence="heading"
            isLive
            onPartPress={onPartPress}
          />
        </div>
        {bridge.locks.length > 0 ? (
          <ThreeLocks locks={bridge.locks} onLockPress={onPartPress} />
        ) : null}
        <div className="relative border-t border-hairline pt-4 text-muted max-lg:hidden">
          <DeckLegend />
          <Checking isShown={!wizard.form.isFresh && !wizard.preview.error} />
        </div>
      </div>
      <JsonPane documents={wizard.preview.data?.documents ?? []} />
    </section>
  );
}

/** Says that a newer verdict is on its way; only when it takes long enough to notice. */
function Checking({ isShown }: { isShown: boolean }) {
  return (
    <span
      aria-hidden="true"
      className={clsx(
        'absolute end-0 top-full inline-flex items-center gap-2 text-sm transition-[visibility]',
        isShown ? 'visible delay-500' : 'invisible',
      )}
    >
      <span className="pending-deck" />
      checking
    </span>
  );
}

/** The same picture in a strip that stays on top where there is no room beside the form. */
export function WizardStrip({ wizard }: PictureProps) {
  const bridge = bridgeOf(wizard);
  const onPartPress = usePartPress({ wizard });
  return (
    <section
      aria-label="The crossing so far, in short"
      className="sticky top-0 z-2 md:top-14 -mx-4 grid gap-2 border-b border-hairline bg-surface px-4 py-3 lg:hidden"
    >
      <div className="grid grid-cols-[minmax(0,auto)_minmax(48px,1fr)_minmax(0,auto)] items-center gap-2">
        <StripBank bank={bridge.left} />
        <Deck state={bridge.deck} isSilent />
        <StripBank bank={bridge.right} />
      </div>
      <p aria-live="polite" className="text-sm font-strong wrap-anywhere">
        <SaidText text={bridge.sentence} />
      </p>
      {bridge.locks.length > 0 ? (
        <ol className="flex flex-wrap gap-2">
          {bridge.locks.map((lock) => (
            <li key={lock.number}>
              <button
                type="button"
                className="inline-flex min-h-7 items-center gap-1.5 rounded-sm text-sm"
                onClick={() => onPartPress(lock.number)}
              >
                <span className="lock" data-state={lock.state} aria-hidden="true">
                  {lock.number}
                </span>
                <span aria-hidden="true">{lockMark(lock)}</span>
                <span className="sr-only">
                  Lock {lock.number}, {lock.label}: {sayLock(lock)}
                </span>
              </button>
            </li>
          ))}
        </ol>
      ) : null}
    </section>
  );
}

function StripBank({ bank }: { bank: BankView }) {
  return (
    <span className="inline-flex min-w-0 items-center gap-1.5">
      <Glyph shape={bank.shape} isProduction={bank.isProduction} />
      <span className="truncate text-sm">{bank.title}</span>
    </span>
  );
}
