import type { ParsedStatement } from '../../parse/policy';
import { covers } from '../principals';
import type { Place } from '../rule';
import { documentLets } from './document-lets';
import { anonymousFor, type Stranger, socialStranger, strangersFor } from './strangers';

/** Actions that show best what an open policy gives away, the gravest first. */
const TELLING = {
  bucket: [
    's3:GetObject',
    's3:PutObject',
    's3:DeleteObject',
    's3:ListBucket',
    's3:PutBucketPolicy',
    's3:GetObjectVersion',
    's3:PutObjectAcl',
    's3:GetBucketLocation',
  ],
  key: [
    'kms:Decrypt',
    'kms:PutKeyPolicy',
    'kms:CreateGrant',
    'kms:GenerateDataKey',
    'kms:Encrypt',
    'kms:DescribeKey',
  ],
};

/** Whether a trust statement lets in somebody whom nobody here knows. */
export function isTrustOpen(place: Place, statement: ParsedStatement): boolean {
  const resource = place.subject;
  const lets = (action: string, strangers: Stranger[]) =>
    covers(statement, action) &&
    strangers.some((stranger) =>
      documentLets(place, statement, { action, resource, ...stranger }),
    );
  return (
    lets('sts:AssumeRole', strangersFor(place)) ||
    lets('sts:AssumeRoleWithWebIdentity', [socialStranger(statement)])
  );
}

/** An action that strangers may call on the bucket or key; null when there is none. */
export function openActionOf(place: Place, statement: ParsedStatement): string | null {
  if (place.kind !== 'bucket' && place.kind !== 'key') return null;
  const isBucket = place.kind === 'bucket';
  const strangers = isBucket
    ? [...anonymousFor(place), ...strangersFor(place)]
    : strangersFor(place);
  const resources = isBucket ? bucketSamples(place, statement) : [place.subject];
  const isOpen = (action: string): boolean =>
    resources.some((resource) =>
      strangers.some((stranger) =>
        documentLets(place, statement, { action, resource, ...stranger }),
      ),
    );
  return actionSamples(place.kind, statement).find(isOpen) ?? null;
}

/** Actions that a statement covers, told ones first as they stand. */
export function actionSamples(
  kind: 'bucket' | 'key',
  statement: ParsedStatement,
): string[] {
  const { isNegated, patterns } = statement.action;
  const listed = isNegated
    ? []
    : patterns.map(({ text }) => text.replace(/\*/g, '').replace(/\?/g, 'x'));
  const telling = TELLING[kind].filter((action) => covers(statement, action));
  const known = new Set(telling.map((action) => action.toLowerCase()));
  return [...telling, ...listed.filter((action) => !known.has(action))];
}

/** The bucket and objects of it that a statement's resources are about. */
function bucketSamples({ subject }: Place, { resource }: ParsedStatement): string[] {
  const usual = [subject, `${subject}/x`];
  if (!resource || resource.isNegated) return usual;
  const named = resource.patterns
    .map(({ raw }) => raw.replace(/\$\{[^}]*\}/g, 'stranger').replace(/[*?]/g, 'x'))
    .filter((arn) => arn.startsWith(`${subject}/`));
  return [...new Set([...usual, ...named])];
}
