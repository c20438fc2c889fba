import { parseArn } from '@/lib/core/arn';
import type { WorldFacts } from '../facts/world-facts';
import type { PrincipalBlock } from '../parse/policy';
import type { Principal } from '../question';
import { type DocumentsPair, statementsOf } from './documents-pair';
import { homeOfPlace } from './home-of-place';
import type { Place } from './place';

type Owner = { accountId: string; partition: string };

const STRANGERS = ['999999999999', '888888888888', '777777777777'];
export const UNNAMED_SERVICE = 'unnamed.amazonaws.com';
export const UNNAMED_PROVIDER = ':oidc-provider/unnamed.example';
const SOMEBODY_ELSE = 'user/somebody-else';

/** Whether an account stands for those that no document names. */
export const isStranger = (accountId: string): boolean => STRANGERS.includes(accountId);

/** Whether an ARN was made up for somebody whom no document names. */
export const isSomebodyElse = (arn: string): boolean => arn.endsWith(`:${SOMEBODY_ELSE}`);
const ACCOUNT = /^(?:arn:([a-z-]+):iam::(\d{12}):root|(\d{12}))$/;
const SESSION = /^(arn:[a-z-]+:sts::\d{12}:assumed-role\/[^/]+)\/.+$/;
const ROLE = /^arn:([a-z-]+):iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/;

/**
 * Who is worth asking about: everybody whom one of two resource policies names, somebody else
 * of each account, a stranger, a service and a provider that nobody named, and the public.
 */
export function principalsWorthAsking(pair: DocumentsPair): Principal[] {
  const owner = homeOfPlace(pair.world, pair.place);
  const blocks = statementsOf(pair)
    .map(({ principal }) => principal)
    .filter((block) => block !== null);
  const named = blocks.flatMap((block) => namedBy(block, pair.world));
  const accounts = accountsIn(
    [`${owner.accountId}`, ...blocks.flatMap(({ aws }) => aws)],
    owner,
  );
  const stranger = STRANGERS.find(
    (id) =>
      !pair.world.accounts.has(id) && !accounts.some(({ accountId }) => accountId === id),
  );
  const taken = new Set(
    named.flatMap((one) => (one !== '*' && 'AWS' in one ? [one.AWS] : [])),
  );
  const everywhere = [...accounts, { ...owner, accountId: stranger ?? '000000000000' }];
  const others = everywhere.flatMap((account): Principal[] => [
    { AWS: somebodyElse(pair.world, account, taken) },
    { AWS: `arn:${account.partition}:iam::${account.accountId}:root` },
  ]);
  return distinctOf([...named, ...others, ...nobodyNamed(owner, pair.place), '*']);
}

const distinctOf = (principals: Principal[]): Principal[] => [
  ...new Map(principals.map((one) => [JSON.stringify(one), one])).values(),
];

const nobodyNamed = ({ accountId, partition }: Owner, { kind }: Place): Principal[] => [
  { Service: UNNAMED_SERVICE },
  ...(kind === 'trust' || kind === 'rcp'
    ? [{ Federated: `arn:${partition}:iam::${accountId}${UNNAMED_PROVIDER}` }]
    : []),
];

function namedBy(
  { aws, services, federated }: PrincipalBlock,
  world: WorldFacts,
): Principal[] {
  return [
    ...aws.flatMap((entry) => callersOf(entry, world)).map((AWS) => ({ AWS })),
    ...services.map((Service) => ({ Service })),
    ...federated.map((Federated) => ({ Federated })),
  ];
}

/** The callers that an entry means: a role with a session of it, a session with another one. */
function callersOf(entry: string, world: WorldFacts): string[] {
  if (ACCOUNT.test(entry) || entry.includes('*')) return [];
  const arn = entry.startsWith('arn:') ? entry : entityOfId(entry, world);
  if (!arn) return [];
  const [, session] = SESSION.exec(arn) ?? [];
  if (session) return [arn, `${session}/another-session`];
  const [, partition, accountId, name] = ROLE.exec(arn) ?? [];
  return name
    ? [arn, `arn:${partition}:sts::${accountId}:assumed-role/${name}/a-session`]
    : [arn];
}

/** A user or role by its unique id, as AWS writes it into a policy. */
function entityOfId(id: string, { accounts }: WorldFacts): string | null {
  for (const { usersByArn, rolesByArn } of accounts.values()) {
    const user = [...usersByArn.values()].find(({ UserId }) => UserId === id);
    const found = user ?? [...rolesByArn.values()].find(({ RoleId }) => RoleId === id);
    if (found) return found.Arn;
  }
  return null;
}

function accountsIn(entries: string[], owner: Owner): Owner[] {
  const found = entries.flatMap((entry): Owner[] => {
    const [, partition, ofRoot, bare] = ACCOUNT.exec(entry) ?? [];
    const parts = parseArn(entry);
    const accountId = ofRoot ?? bare ?? parts?.accountId;
    return accountId && /^\d{12}$/.test(accountId)
      ? [{ accountId, partition: partition ?? parts?.partition ?? owner.partition }]
      : [];
  });
  return [
    ...new Map(found.map((one) => [`${one.partition} ${one.accountId}`, one])).values(),
  ];
}

/** Somebody of an account whom no policy names: one who exists, where the account was read. */
function somebodyElse(
  { accounts }: WorldFacts,
  { accountId, partition }: Owner,
  taken: Set<string>,
): string {
  const account = accounts.get(accountId);
  const entities = [
    ...(account?.usersByArn.keys() ?? []),
    ...(account?.rolesByArn.keys() ?? []),
  ];
  const free = entities
    .filter((arn) => !taken.has(arn) && arn.startsWith(`arn:${partition}:`))
    .sort();
  return free[0] ?? `arn:${partition}:iam::${accountId}:${SOMEBODY_ELSE}`;
}
