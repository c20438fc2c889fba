import clsx from 'clsx';
import type { ReactNode } from 'react';
import { Deck } from '@/components/bridge/deck';
import { sayDuration } from '@/lib/core/duration';
import type { RoleDetailView } from '@/lib/inventory/role-schema';
import { type Lane, lanesOf, reachOf, sayPlaces } from './role-lanes';

/** Who asks, how they cross, the role, and what it reaches: the sentence as a picture. */
export function RoleBridge({ role }: { role: RoleDetailView }) {
  const lanes = lanesOf(role.who);
  const reach = reachOf(role.can);
  return (
    <section
      aria-label="Who crosses to this role, and what it reaches"
      className="card mt-5 mb-6 px-7 pt-6 pb-6.5 max-md:px-4 max-md:py-4.5"
    >
      <p className="mb-6 text-lg tracking-[-0.008em] text-balance max-md:mb-4 max-md:text-md">
        {role.sentence}
      </p>
      <div className="grid items-center xl:grid-cols-[minmax(140px,200px)_minmax(250px,1fr)_minmax(120px,168px)_minmax(24px,0.5fr)_minmax(140px,220px)]">
        <Pier look="trusted" title={sayAskers(role)} subtitle={sayPlaces(role.who)} />
        <Lanes lanes={lanes} />
        <Pier
          look="trusting"
          title={role.role.name}
          subtitle={`up to ${sayDuration(role.maxSessionSeconds)}`}
        />
        <Lanes lanes={reach.hasAny ? [{ deck: 'works', count: 1, words: '' }] : []} />
        <Pier look="reach" title={reach.title} subtitle={reach.subtitle} />
      </div>
    </section>
  );
}

const sayAskers = ({ who }: RoleDetailView): string =>
  who.length === 1 ? '1 asks' : `${who.length} ask`;

type PierProps = {
  look: 'trusted' | 'trusting' | 'reach';
  title: string;
  subtitle: ReactNode;
};

const pierLook = {
  trusted:
    'rounded-[72px] border-bank-a bg-bank-a-tint xl:-mr-7.5 xl:self-stretch xl:py-7 max-xl:rounded-[40px]',
  trusting: 'rounded-[2px] border-bank-b bg-bank-b-tint',
  reach: 'rounded-[2px] border-bank-b bg-surface',
} as const;

function Pier({ look, title, subtitle }: PierProps) {
  return (
    <div
      className={clsx(
        'relative z-1 grid min-w-0 content-center border-2 px-4 py-4.5 text-center leading-snug wrap-anywhere max-xl:py-3',
        pierLook[look],
      )}
    >
      <p className="text-md font-strong">{title}</p>
      <p className="text-sm text-muted">{subtitle}</p>
    </div>
  );
}

function Lanes({ lanes }: { lanes: readonly Lane[] }) {
  return (
    <ul className="grid min-h-8 content-center gap-3 max-xl:gap-1.5 max-xl:py-3 max-xl:pl-10">
      {lanes.map((lane) => (
        <li key={lane.deck} className="flex items-center gap-2.5 text-sm">
          <span className="w-12 flex-none xl:hidden">
            <Deck state={lane.deck} isSilent />
          </span>
          <WideLane lane={lane} />
          <span className="xl:hidden">{lane.words}</span>
        </li>
      ))}
    </ul>
  );
}

/** The words lie on the deck; the cut of a denied one stands behind them, before the role. */
function WideLane({ lane }: { lane: Lane }) {
  const before = lane.deck === 'denied' ? 'works' : lane.deck;
  return (
    <span className="flex flex-1 items-center gap-2.5 max-xl:hidden">
      <span className="min-w-3 flex-1">
        <Deck state={before} isSilent className="min-w-3!" />
      </span>
      {lane.words ? <span className="whitespace-nowrap">{lane.words}</span> : null}
      {lane.words ? (
        <span className="min-w-12 flex-1">
          <Deck state={lane.deck} isSilent />
        </span>
      ) : null}
    </span>
  );
}
