import { once } from '@/lib/core/once';
import type { AttachedPolicy, InlinePolicy, Tag } from '../world';
import { makePool, type Pool } from './pool';
import { MALFORMED, type ReducedDocument, SILENT } from './reduce-document';
import { hashJson, mixHash } from './same-json';

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
  const documents = makePool<ReducedDocument>(() => [
    ...FIXED,
    ...loadDocuments().slice(FIXED.length),
  ]);
  const hashSet = ({ inline, attached }: PolicySet): number => {
    let hash = hashJson(attached);
    for (const { PolicyDocument } of inline) {
      // Every document of a set came out of the pool.
      hash = mixHash(hash, documents.numberOf(PolicyDocument as ReducedDocument));
    }
    return hash;
  };
  const policySets = makePool(() => loadPolicySets(saved, documents.values), hashSet);
  const none = once(() => policySets.intern(makePolicySet([], [])));
  return {
    documents,
    policySets,
    tagSets: makePool(() => saved.tagSets),
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

const makePolicySet = (
  documents: ReducedDocument[],
  unreadArns: string[],
): PolicySet => ({
  inline: documents.map((PolicyDocument) => ({ PolicyName: '', PolicyDocument })),
  attached: unreadArns.map((PolicyArn) => ({ PolicyName: '', PolicyArn })),
});
