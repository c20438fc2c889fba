import type { DocumentDiff } from '@/lib/core/diff-statements';
import { isHandOutSid } from '@/lib/iam/render/hand-out';
import type { PlannedStep } from '@/lib/ports';
import type { PlanAccountView, PlanChangeView } from '../plan-views';
import type { Piece } from '../recipes/piece';
import type { Access } from '../recipes/recipe';
import type { KnownWorld } from '../world/load-world';
import { type CountedChange, changeOf } from './change-of';
import { madeTags } from './made-tags';

export type Changes = {
  accounts: PlanAccountView[];
  added: number;
  changed: number;
  removed: number;
  /** A document that would be too long for AWS, in words. */
  tooLong: string | null;
};

/** What a plan changes, account by account. */
export function changesOf(
  { pieces, fieldOf }: Pick<Access, 'pieces' | 'fieldOf'>,
  steps: PlannedStep[],
  world: KnownWorld,
): Changes {
  const toldBy = (sid: string | null) => (isHandOutSid(sid) ? HAND_OUT : fieldOf(sid));
  const counted = steps
    .flatMap((step) => [step, ...madeTags(step)])
    .flatMap((step) => changeOf(step, steps, world, toldBy) ?? []);
  const sum = (pick: (diff: DocumentDiff) => number) =>
    counted.reduce((total, { diff }) => total + pick(diff), 0);
  const long = counted.find(
    ({ change }) => change.sizeCharacters > change.limitCharacters,
  )?.change;
  return {
    accounts: accountsOf(pieces, counted, world),
    added: sum(({ added }) => added),
    changed: sum(({ changed }) => changed),
    removed: sum(({ removed }) => removed),
    tooLong: long ? sayTooLong(long) : null,
  };
}

/** The field of the form, in whichever recipe. */
const HAND_OUT = 'Let this console hand it out';

const sayTooLong = ({ kind, target, sizeCharacters, limitCharacters }: PlanChangeView) =>
  `The ${kind} ${target} would have ${sizeCharacters.toLocaleString('en')} characters; AWS takes ${limitCharacters.toLocaleString('en')}. Trust fewer principals by name, or remove policies that are not needed.`;

/** The accounts that the pieces are in, the trusted one first; one on both sides is the owner's. */
function accountsOf(
  pieces: Piece[],
  counted: CountedChange[],
  world: KnownWorld,
): PlanAccountView[] {
  const idsOn = (side: Piece['side']) =>
    pieces.filter((piece) => piece.side === side).map(({ accountId }) => accountId);
  const trusting = new Set(idsOn('trusting'));
  const trusted = new Set(idsOn('trusted').filter((id) => !trusting.has(id)));
  return [...trusted, ...trusting].map((accountId) => {
    const account = world.accounts.find(({ id }) => id === accountId);
    return {
      accountId,
      accountName: account?.name ?? accountId,
      side: trusting.has(accountId) ? 'trusting' : 'trusted',
      isProduction: account?.isProduction ?? false,
      connection: account?.connection?.kind ?? null,
      changes: counted
        .filter((one) => one.accountId === accountId)
        .map(({ change }) => change),
    };
  });
}
