import { once } from '@/lib/core/once';
import type { Pools } from './pools';
import { MALFORMED, type ReducedDocument } from './reduce-document';
import type { ReducedAccount, ReducedPrincipal } from './reduced';

/** A reduced account as plain JSON, on the pools of its estate. */
export type SavedAccount = Pick<ReducedAccount, 'accountId' | 'partition' | 'rest'> & {
  users: SavedPrincipal[];
  roles: SavedPrincipal[];
  policies: [arn: string, name: string, document: number][];
};

type SavedPrincipal = [
  path: string,
  name: string,
  id: string,
  policySet: number,
  tagSet: number,
  trust: number,
  /** Left out where path and name give it and there is no boundary. */
  arn?: string | 0,
  boundaryArn?: string,
  boundaryDocument?: number,
];

const NONE = -1;

export function saveAccount(account: ReducedAccount, pools: Pools): SavedAccount {
  const { accountId, partition, rest, principals, policies } = account;
  const { documents } = pools;
  const saveKind = (wanted: ReducedPrincipal['kind']) =>
    principals()
      .filter(({ kind }) => kind === wanted)
      .map((principal) => savePrincipal(principal, account, pools));
  return {
    accountId,
    partition,
    rest,
    users: saveKind('user'),
    roles: saveKind('role'),
    policies: policies().map(({ arn, name, document }) => [
      arn,
      name,
      document ? documents.numberOf(document) : NONE,
    ]),
  };
}

type Place = Pick<ReducedAccount, 'accountId' | 'partition'>;

const usualArn = (
  { accountId, partition }: Place,
  { kind, path, name }: Pick<ReducedPrincipal, 'kind' | 'path' | 'name'>,
): string => `arn:${partition}:iam::${accountId}:${kind}${path}${name}`;

function savePrincipal(
  principal: ReducedPrincipal,
  place: Place,
  { documents, policySets, tagSets }: Pools,
): SavedPrincipal {
  const { path, name, id, arn, policies, tags, trust, boundary } = principal;
  const saved: SavedPrincipal = [
    path,
    name,
    id,
    policySets.numberOf(policies),
    tags ? tagSets.numberOf(tags) : NONE,
    trust ? documents.numberOf(trust) : NONE,
  ];
  const isUsual = arn === usualArn(place, principal);
  if (isUsual && !boundary) return saved;
  saved.push(isUsual ? 0 : arn);
  if (boundary) {
    saved.push(boundary.arn);
    saved.push(boundary.document ? documents.numberOf(boundary.document) : NONE);
  }
  return saved;
}

/** What the numbers of a saved account stand for. */
type Numbered = {
  [Kind in 'documents' | 'policySets' | 'tagSets']: Pick<Pools[Kind], 'values'>;
};

/** The reduced account that was saved. */
export function loadAccount(saved: SavedAccount, pools: Numbered): ReducedAccount {
  const { accountId, partition, rest, users, roles, policies } = saved;
  const place = { accountId, partition };
  return {
    ...place,
    rest,
    principals: once(() => {
      const values = valuesOf(pools);
      return [
        ...users.map((user) => loadPrincipal('user', user, place, values)),
        ...roles.map((role) => loadPrincipal('role', role, place, values)),
      ];
    }),
    policies: once(() => {
      const { documents } = valuesOf(pools);
      return policies.map(([arn, name, document]) => ({
        arn,
        name,
        document: documentAt(document, documents),
      }));
    }),
  };
}

type Values = {
  [Kind in keyof Numbered]: ReturnType<Numbered[Kind]['values']>;
};

const valuesOf = ({ documents, policySets, tagSets }: Numbered): Values => ({
  documents: documents.values(),
  policySets: policySets.values(),
  tagSets: tagSets.values(),
});

const documentAt = (
  number: number,
  documents: ReducedDocument[],
): ReducedDocument | null => (number === NONE ? null : (documents[number] ?? MALFORMED));

const NO_POLICIES = { inline: [], attached: [] };

function loadPrincipal(
  kind: ReducedPrincipal['kind'],
  saved: SavedPrincipal,
  place: Place,
  { documents, policySets, tagSets }: Values,
): ReducedPrincipal {
  const [path, name, id, policySet, tagSet, trust, arn, boundaryArn, document] = saved;
  return {
    kind,
    path,
    name,
    id,
    arn: arn || usualArn(place, { kind, path, name }),
    policies: policySets[policySet] ?? NO_POLICIES,
    tags: tagSets[tagSet] ?? null,
    boundary: boundaryArn
      ? { arn: boundaryArn, document: documentAt(document ?? NONE, documents) }
      : null,
    trust: documentAt(trust, documents),
  };
}
