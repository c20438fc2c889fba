import { parseArn } from '@/lib/core/arn';
import { cleanTyped } from '@/lib/core/clean-typed';
import { ACCOUNT_ID_PATTERN } from '@/lib/core/patterns';
import type { ToldTexts } from '@/lib/core/told-bucket';
import { accountFacts } from '@/lib/iam/facts/account-facts';
import { findBucket, worldFacts } from '@/lib/iam/facts/world-facts';
import { collectTold, type ToldBucket } from '@/lib/iam/told/collect-told';
import {
  type KeyPlace,
  readToldPolicy,
  whyNoKey,
  whyNoRegion,
} from '@/lib/iam/told/told-rules';
import { accountNames } from '../account-names';
import type { InventoryWorld } from '../world';
import type { DeniedRequest } from './denied-request';
import type { AskedBucket } from './diagnosis';

/** Whose word on a bucket a diagnosis goes by. */
export type ByWord = {
  texts: ToldTexts;
  ownerId: string;
  /** The console writes there itself, and reads what stands once a plan is made. */
  isOurs: boolean;
};

type Told = { world: InventoryWorld; byWord: ByWord | null; asked: AskedBucket | null };

/**
 * The world with what a person tells of a bucket that no reading has: whose it is, where, and how
 * it is encrypted. A bucket's ARN names no account, so nothing else could tell.
 */
export function withToldBucket(
  world: InventoryWorld,
  { action, resource }: Pick<DeniedRequest, 'action' | 'resource'>,
  texts: ToldTexts | undefined,
): Told {
  const isMaking = action.toLowerCase() === 's3:createbucket';
  const name = isMaking ? null : unknownBucket(world, resource);
  if (name === null) return { world, byWord: null, asked: null };
  const { partition = 'aws' } = parseArn(resource) ?? {};
  const read = texts && readTold(world, { name, partition }, texts);
  if (!texts || !read?.bucket)
    return { world, byWord: null, asked: { name, errors: read?.errors ?? {} } };
  const { bucket, ownerId, isOurs } = read;
  return {
    world: withBucket(world, ownerId, bucket),
    byWord: { texts, ownerId, isOurs },
    asked: { name, errors: {} },
  };
}

function unknownBucket({ facts }: InventoryWorld, resource: string): string | null {
  const { service, region, accountId, resource: path = '' } = parseArn(resource) ?? {};
  const [name = ''] = path.split('/');
  // Access points and the like have a region in their ARN; a bucket has none.
  const isBucket = service === 's3' && region === '' && accountId === '' && name !== '';
  return isBucket && !/[*?]/.test(name) && !findBucket(facts, name) ? name : null;
}

type Read = {
  bucket: ToldBucket | null;
  ownerId: string;
  isOurs: boolean;
  errors: AskedBucket['errors'];
};

function readTold(
  world: InventoryWorld,
  { name, partition }: { name: string; partition: string },
  texts: ToldTexts,
): Read {
  const ownerId = accountTyped(texts.bucketOwner);
  const known = world.accounts.find(({ id }) => id === ownerId);
  const isOurs = (known?.connection ?? null) !== null;
  const owner = { id: ownerId, name: known?.name ?? ownerId, partition };
  const place = placeTold(texts, owner);
  const documents = documentsTold(texts, isOurs);
  const errors = {
    ...said('bucketOwner', ownerId && whyNoOwner(world, ownerId)),
    ...place.errors,
    ...documents.errors,
  };
  const { region, keyArn } = place;
  const isKeyTold = isOurs || keyArn === null || documents.keyPolicy !== null;
  const isWhole = ownerId !== '' && region !== '' && isKeyTold;
  if (!isWhole || Object.keys(errors).length > 0)
    return { bucket: null, ownerId, isOurs, errors };
  const { policy, keyPolicy } = documents;
  const bucket = { name, region, keyArn, policy, keyPolicy, isUnread: isOurs };
  return { bucket, ownerId, isOurs, errors };
}

function placeTold(texts: ToldTexts, owner: NonNullable<KeyPlace['owner']>) {
  const region = cleanTyped(texts.bucketRegion);
  const keyArn = cleanTyped(texts.bucketKey) || null;
  return {
    region,
    keyArn,
    errors: {
      ...said('bucketRegion', region && whyNoRegion(region)),
      ...said('bucketKey', keyArn && whyNoKey(keyArn, { owner, region: region || null })),
    },
  };
}

/** What stands there, as it is said; in an account of ours it is read once a plan is made. */
function documentsTold({ bucketKey, ...texts }: ToldTexts, isOurs: boolean) {
  const policy = isOurs ? NONE : policyIn(texts.bucketDocument, 'bucket');
  const isKeyAsked = !isOurs && cleanTyped(bucketKey) !== '';
  const key = isKeyAsked ? policyIn(texts.keyDocument, 'key') : NONE;
  return {
    policy: policy.text,
    keyPolicy: key.text,
    errors: {
      ...said('bucketDocument', policy.problem),
      ...said('keyDocument', key.problem),
    },
  };
}

const said = (field: keyof ToldTexts, why: string | null) =>
  why ? { [field]: why } : {};

type Policy = { text: string | null; problem: string | null };
const NONE: Policy = { text: null, problem: null };

function policyIn(typed: string, kind: 'bucket' | 'key'): Policy {
  if (typed.trim() === '') return NONE;
  return { ...NONE, ...readToldPolicy(typed, kind) };
}

function accountTyped(typed: string): string {
  const text = cleanTyped(typed);
  return parseArn(text)?.accountId || text.replace(/[\s-]/g, '');
}

function whyNoOwner({ accounts, readings }: InventoryWorld, id: string): string | null {
  if (!ACCOUNT_ID_PATTERN.test(id)) return 'An AWS account ID has 12 digits.';
  const known = accounts.find((one) => one.id === id);
  if (!known || Boolean(known.connection) === readings.has(id)) return null;
  return known.connection
    ? `${known.name} was not read yet. Read it in Settings, Accounts.`
    : `${known.name} was read here and has no connection now. Connect it again in Settings, Accounts, and read it.`;
}

function withBucket(
  world: InventoryWorld,
  ownerId: string,
  bucket: ToldBucket,
): InventoryWorld {
  const known = world.readings.get(ownerId)?.account ?? null;
  const accounts = new Map(world.facts.accounts);
  accounts.set(ownerId, accountFacts(ownerId, collectTold(known, bucket)));
  const facts = { ...worldFacts(world.org ?? undefined, []), accounts };
  return { ...world, facts, names: accountNames(world.accounts, facts) };
}

/** What a diagnosis by somebody's word goes by, and what stays unknown. */
export function sayByWord(
  { names }: InventoryWorld,
  { name }: AskedBucket,
  { ownerId, isOurs, texts }: ByWord,
): string {
  const owner = names(ownerId).name;
  if (isOurs)
    return `By what was said, ${name} is in ${owner}. No reading has it: whether its policies let the caller in is not known before a plan is made, which reads them then.`;
  const policy =
    texts.bucketDocument.trim() === ''
      ? ' It was taken for a bucket without a policy.'
      : '';
  const key =
    cleanTyped(texts.bucketKey) === ''
      ? ' It was taken for encrypted by S3 itself: with a key of KMS every call is refused until the key is given here.'
      : '';
  return `By what was said, ${name} is in ${owner}, which nobody reads here.${policy}${key} Its owner runs that half of a plan, by a script or a link, which stop before they write where something else stands.`;
}
