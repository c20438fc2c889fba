import { once } from '@/lib/core/once';
import type { AttachedPolicy, InlinePolicy, Tag } from '../world';
import { makePool, type Pool } from './pool';
import { documentKey, MALFORMED, type ReducedDocument, SILENT } from './reduce-document';

/** The policies of a principal that may bear on taking a role. */
export type PolicySet = {
  inline: InlinePolicy[];
  /** Policies that were not collected with the account. */
  attached: AttachedPolicy[];
};

/** What accounts of one estate share: equal documents, policy sets and tags stand once. */
export type Pools = {
  documents: Pool<ReducedDocument>;
  policySets: Pool<PolicySet>;
  tagSets: Pool<Tag[]>;
  /** The policy set of the many who hold nothing about taking roles. */
  noPolicies: PolicySet;
};

/** The numbers that stand for themselves in every pool of documents. */
const FIXED = [MALFORMED, SILENT];

/** Pools as plain JSON; a policy set names its documents by their numbers. */
export type SavedPools = {
  policySets: [documents: number[], unreadArns: string[]][];
  tagSets: Tag[][];
};

/** @param loadDocuments all documents that `documentsOf` gave, asked for when first needed */
export function makePools(
  saved: SavedPools = { policySets: [], tagSets: [] },
  loadDocuments: () => ReducedDocument[] = () => [],
): Pools {
  const documents = makePool(documentKey, () => [
    ...FIXED,
    ...loadDocuments().slice(FIXED.length),
  ]);
  const setKey = (policies: PolicySet) => JSON.stringify(saveSet(policies, documents));
  const policySets = makePool(setKey, () => loadPolicySets(saved, documents.values));
  const none = once(() => policySets.intern(makePolicySet([], [])));
  return {
    documents,
    policySets,
    tagSets: makePool(tagKey, () => saved.tagSets),
    get noPolicies() {
      return none();
    },
  };
}

/** The policy sets that were saved, of these documents. */
export const loadPolicySets = (
  { policySets }: SavedPools,
  documents: () => ReducedDocument[],
): PolicySet[] =>
  policySets.map(([numbers, unreadArns]) =>
    makePolicySet(
      numbers.map((number) => documents()[number] ?? MALFORMED),
      unreadArns,
    ),
  );

export const savePools = ({ documents, policySets, tagSets }: Pools): SavedPools => ({
  policySets: policySets.values().map((policies) => saveSet(policies, documents)),
  tagSets: tagSets.values(),
});

/** No tag holds these characters, so that no two lists have one text. */
const tagKey = (tags: Tag[]): string => {
  let key = '';
  for (const { Key, Value } of tags) key += `${Key}\u0000${Value}\u0001`;
  return key;
};

const saveSet = (
  { inline, attached }: PolicySet,
  documents: Pool<ReducedDocument>,
): SavedPools['policySets'][number] => [
  // Every document of a set came out of the pool.
  inline.map(({ PolicyDocument }) =>
    documents.numberOf(PolicyDocument as ReducedDocument),
  ),
  attached.map(({ PolicyArn }) => PolicyArn),
];

export const makePolicySet = (
  documents: ReducedDocument[],
  unreadArns: string[],
): PolicySet => ({
  inline: documents.map((PolicyDocument) => ({ PolicyName: '', PolicyDocument })),
  attached: unreadArns.map((PolicyArn) => ({ PolicyName: '', PolicyArn })),
});
