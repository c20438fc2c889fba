import { sha256 } from '@/lib/core/sha256';
import { sidPart } from '@/lib/iam/render/assume-policy';
import { renderBucketStatements } from '@/lib/iam/render/bucket-policy';
import type { BucketRight } from '@/lib/iam/render/bucket-statements';
import { type Guard, NO_GUARD } from '@/lib/iam/render/guards/guard';
import { renderKeyStatement } from '@/lib/iam/render/key-policy';
import { policyText } from '@/lib/iam/render/policy-text';
import { RIGHTS } from '@/lib/iam/render/s3-permissions';
import { renderWorkloadPolicy } from '@/lib/iam/render/workload-policy';
import { guardOf } from '../guards/guard-of';
import type { Piece } from './piece';
import { keyOf } from './share-request';
import { type NamedUse, principalOf, type WorkloadRequest } from './workload-request';
import { workloadRolePieces } from './workload-role';

/**
 * The pieces of a way to a bucket without a role in between: who calls, what that may do with the
 * bucket and its key, and then, as what lets it in, the statements in the key's and in the bucket's
 * policy. Pure: the same request gives the same bytes.
 */
export function workloadPieces(request: WorkloadRequest): Piece[] {
  return [
    ...(request.who ? [...workloadRolePieces(request), permissionsPiece(request)] : []),
    ...keyPieces(request),
    bucketPiece(request),
  ];
}

function permissionsPiece(request: NamedUse): Piece {
  const { who, bucket, access } = request;
  const policy = renderWorkloadPolicy({
    ...request,
    rights: RIGHTS[access],
    key: keyOf(request),
    guard: guardIn(request),
  });
  return {
    side: 'trusted',
    accountId: who.accountId,
    title: `Permissions of ${who.name} on ${bucket}`,
    target: {
      kind: 'inline-policy',
      principal: who.kind,
      principalName: who.name,
      policyName: `drawbridge-bucket-${bucket}`,
    },
    field: 'access',
    content: { kind: 'whole', text: policyText(policy) },
  };
}

/** Guards that contradict each other were refused at their fields. */
function guardIn({ guards }: WorkloadRequest): Guard {
  const guard = guardOf(guards);
  return guard.ok ? guard.value : NO_GUARD;
}

/** A name that its Sid gives back: capitals and marks are all that is lost. */
const PLAIN = /^[a-z][a-z0-9]*(?:-[a-z][a-z0-9]*)*$/;

/**
 * Two principals never share a Sid, or the plan of one would replace the statements of the
 * other: `x.app` and `x-app` differ by a sum, two of one name by account and kind.
 */
function sidOf({ who, trusted }: WorkloadRequest): string {
  if (!who) return `EverybodyOf${trusted.accountId}Account`;
  const { kind, name, accountId } = who;
  const sum = PLAIN.test(name) ? '' : sha256(name).slice(0, 8);
  return `${sidPart(name)}${sum}Of${accountId}${kind === 'role' ? '' : 'User'}`;
}

const shareOf = (request: WorkloadRequest) => ({
  principals: [principalOf(request)],
  rights: RIGHTS[request.access],
  guard: guardIn(request),
});

function keyPieces(request: WorkloadRequest): Piece[] {
  const key = keyOf(request);
  const sid = `${sidOf(request)}UsesKey`;
  const statement = key && renderKeyStatement({ ...shareOf(request), key, sid });
  if (!key || !statement) return [];
  return [
    {
      side: 'trusting',
      accountId: request.trustingAccountId,
      title: `Key policy of ${request.bucket}`,
      target: { kind: 'key-policy', keyArn: key.arn },
      field: 'bucket',
      content: { kind: 'merged', statements: [statement], placeholder: null },
    },
  ];
}

function bucketPiece(request: WorkloadRequest): Piece {
  const { bucket, region, trustingAccountId, access } = request;
  const statementsOf = (rights: BucketRight[]) =>
    renderBucketStatements({
      ...request,
      ...shareOf(request),
      rights,
      sid: sidOf(request),
    });
  const others = RIGHTS.all.filter((right) => !RIGHTS[access].includes(right));
  return {
    side: 'trusting',
    accountId: trustingAccountId,
    title: `Bucket policy of ${bucket}`,
    target: { kind: 'bucket-policy', bucket, region },
    field: 'bucket',
    content: {
      kind: 'merged',
      statements: statementsOf(RIGHTS[access]),
      // What an earlier plan has let the same role do.
      gone: statementsOf(others),
      placeholder: null,
    },
  };
}
