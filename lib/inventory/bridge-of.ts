import type {
  BankView,
  BridgeView,
  LockView,
  PartyKind,
  PartyView,
} from '@/lib/core/views';
import type { Answer, LayerName, LayerVerdict } from '@/lib/iam/answer';
import type { CrossingRow } from './schema';

const KIND_WORDS: Record<PartyKind, string> = {
  user: 'user',
  group: 'group',
  role: 'role',
  account: 'whole account',
  service: 'AWS service',
  federated: 'identity provider',
  everyone: 'any account',
  deleted: 'deleted',
};

export const bankOfParty = (who: PartyView): BankView => ({
  shape: who.isOutside ? 'outside' : 'trusted',
  title: who.name,
  subtitle: who.accountName ? `in ${who.accountName}` : KIND_WORDS[who.kind],
  accountId: who.accountId,
  isProduction: false,
});

const bankOfRole = ({
  name,
  accountName,
  accountId,
  isProduction,
}: CrossingRow['role']): BankView => ({
  shape: 'trusting',
  title: name,
  subtitle: `in ${accountName}`,
  accountId,
  isProduction,
});

/** The whole crossing in one sentence, with what decides it. */
export function sentenceOf({ who, role, deck, why }: CrossingRow): string {
  const asker =
    who.kind === 'account'
      ? `Anybody in ${who.name} whose own policies allow it`
      : who.name;
  const home = who.accountName ? ` in ${who.accountName}` : '';
  const there = `${role.name} in ${role.accountName}`;
  switch (deck) {
    case 'works':
      return `${asker}${home} can become ${there}: ${why}.`;
    case 'conditional':
      return `${asker}${home} can become ${there}, ${why}.`;
    case 'denied':
      return `${asker}${home} cannot become ${there}, because ${why}.`;
    case 'untested':
      return `${asker}${home} may become ${there}: ${why}.`;
    default:
      return deck satisfies never;
  }
}

const GUARDS: [RegExp, string][] = [
  [/^sts:externalid$/i, 'external ID'],
  [/^aws:multifactorauth/i, 'MFA'],
  [/^aws:principalorg/i, 'organisation'],
  [/^aws:sourceip$/i, 'IP address'],
  [/:sub$/i, 'subject'],
  [/:aud$/i, 'audience'],
  [/^sts:rolesessionname$/i, 'session name'],
  [/^sts:sourceidentity$|^aws:sourceidentity$/i, 'source identity'],
];

/** A few words for what guards the deck: `MFA, external ID`. */
function labelOf({ conditionKeys, deck, who }: CrossingRow): string {
  if (deck === 'untested') return who.accountId ? 'not read' : 'not known';
  const words = conditionKeys.map(
    (key) => GUARDS.find(([pattern]) => pattern.test(key))?.[1] ?? key,
  );
  return [...new Set(words)].join(', ');
}

const LOCKS: [LayerName, string][] = [
  ['identity', 'Identity policy'],
  ['trust', 'Trust policy'],
  ['boundary', 'Boundary'],
  ['scp', 'SCP'],
  ['rcp', 'RCP'],
];

const LOCK_STATES: Record<LayerVerdict, LockView['state']> = {
  allows: 'open',
  'allows-if': 'conditional',
  'denies-if': 'conditional',
  denies: 'closed',
  silent: 'closed',
  'not-read': 'untested',
  'not-applicable': 'open',
};

/** The policies that have a say, in the order one meets them. */
function locksOf(answer: Answer): LockView[] {
  const locks = LOCKS.flatMap(([name, label]) => {
    const layer = answer.layers.find((one) => one.layer === name);
    if (!layer || layer.verdict === 'not-applicable') return [];
    return [{ label, state: LOCK_STATES[layer.verdict], sentence: layer.sentence }];
  });
  return locks.map((lock, index) => ({ number: index + 1, ...lock }));
}

export const bridgeOf = (row: CrossingRow, answer: Answer | null): BridgeView => ({
  left: bankOfParty(row.who),
  right: bankOfRole(row.role),
  deck: row.deck,
  label: labelOf(row),
  locks: answer ? locksOf(answer) : [],
  sentence: sentenceOf(row),
});
