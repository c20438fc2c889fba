import { once } from '@/lib/core/once';
import type { AttachedPolicy, InlinePolicy, Tag } from '../world';
import { type Likeness, makePool, type Pool } from './pool';
import { MALFORMED, type ReducedDocument, SILENT } from './reduce-document';
import { hashJson, hashText, isSameJson } from './same-json';

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
  const documents = makePool(DOCUMENTS, () => [
    ...FIXED,
    ...loadDocuments().slice(FIXED.length),
  ]);
  const loadSets = () =>
    saved.policySets.map(([numbers, unreadArns]) =>
      makePolicySet(
        numbers.map((number) => documents.values()[number] ?? MALFORMED),
        unreadArns,
      ),
    );
  const policySets = makePool(likenessOfSets(documents), loadSets);
  const none = once(() => policySets.intern(makePolicySet([], [])));
  return {
    documents,
    policySets,
    tagSets: makePool(TAGS, () => saved.tagSets),
    get noPolicies() {
      return none();
    },
  };
}

const DOCUMENTS: Likeness<ReducedDocument> = {
  hashOf({ Statement }) {
    let hash = Statement.length;
    for (const statement of Statement) {
      hash = hashJson(statement['Principal'] ?? statement['NotPrincipal'], hash);
      hash = hashJson(statement['Resource'] ?? statement['NotResource'], hash);
      hash = hashJson(statement['Condition'], hash);
    }
    return hash;
  },
  isAlike: (one, other) =>
    one.Version === other.Version &&
    one.Damaged === other.Damaged &&
    isSameList(one.Statement, other.Statement, isSameJson),
};

const TAGS: Likeness<Tag[]> = {
  hashOf(tags) {
    let hash = tags.length;
    for (const { Key, Value } of tags) hash = hashText(Value, hashText(Key, hash));
    return hash;
  },
  isAlike: (one, other) =>
    isSameList(one, other, (a, b) => a.Key === b.Key && a.Value === b.Value),
};

/** The documents of a set came out of the pool: equal ones are one object. */
const likenessOfSets = (documents: Pool<ReducedDocument>): Likeness<PolicySet> => ({
  hashOf({ inline, attached }) {
    let hash = inline.length;
    for (const { PolicyDocument } of inline) {
      hash = Math.imul(hash, 31) + documents.numberOf(PolicyDocument as ReducedDocument);
    }
    for (const { PolicyArn } of attached) hash = hashText(PolicyArn, hash);
    return hash | 0;
  },
  isAlike: (one, other) =>
    isSameList(one.inline, other.inline, isSameDocument) &&
    isSameList(one.attached, other.attached, (a, b) => a.PolicyArn === b.PolicyArn),
});

const isSameDocument = (one: InlinePolicy, other: InlinePolicy): boolean =>
  one.PolicyDocument === other.PolicyDocument;

const isSameList = <One>(
  list: One[],
  others: One[],
  isSame: (one: One, other: One) => boolean,
): boolean =>
  list.length === others.length &&
  list.every((one, at) => {
    const other = others[at];
    return other !== undefined && isSame(one, other);
  });

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

export const makePolicySet = (
  documents: ReducedDocument[],
  unreadArns: string[],
): PolicySet => ({
  inline: documents.map((PolicyDocument) => ({ PolicyName: '', PolicyDocument })),
  attached: unreadArns.map((PolicyArn) => ({ PolicyName: '', PolicyArn })),
});
