import { nameOfArn } from '@/lib/core/arn';
import type { Gap } from '@/lib/iam/doctor/use-gaps';
import {
  mendLetInStatement,
  mendUsePolicyName,
  mendUseStatement,
} from '@/lib/iam/render/mend';
import type { RenderedStatement } from '@/lib/iam/render/policy-text';
import type { Piece } from '../../recipes/piece';
import type { UseMend } from './find-use-mend';
import { bucketIn } from './place-of';

/** The statements that are missing, document by document; what opens comes last. */
export function mendedUsePieces(mend: UseMend): Piece[] {
  const own = mend.gaps.filter(({ half }) => half === 'identity');
  const letIn = mend.gaps.filter(({ half }) => half === 'resource');
  const onKey = letIn.filter(({ need }) => need.resource.includes(':kms:'));
  const onBucket = letIn.filter((gap) => !onKey.includes(gap));
  return [
    ...(own.length > 0 ? [callerPiece(mend, own)] : []),
    ...(onKey.length > 0 ? [keyPiece(mend, onKey)] : []),
    ...(onBucket.length > 0 ? [bucketPiece(mend, onBucket)] : []),
  ];
}

/** Beside whatever else stands in the document. */
const merged = (statements: RenderedStatement[]): Piece['content'] => ({
  kind: 'merged',
  statements,
  placeholder: null,
});

/** A policy of its own on the caller, which may have any others. */
function callerPiece({ who, ...use }: UseMend, gaps: Gap[]): Piece {
  const policyName = mendUsePolicyName(use);
  return {
    side: 'trusted',
    accountId: who.accountId,
    title: `${policyName} on ${who.kind} ${who.name}`,
    target: {
      kind: 'inline-policy',
      principal: who.kind,
      principalName: who.name,
      policyName,
    },
    field: 'who',
    content: merged(gaps.map(({ need }) => mendUseStatement(need))),
  };
}

/** A key policy is never replaced whole: without its administrators the key would be lost. */
function keyPiece({ who, ownerId }: UseMend, gaps: Gap[]): Piece {
  const keyArn = gaps[0]?.need.resource ?? '';
  return {
    side: 'trusting',
    accountId: ownerId,
    title: `Key policy of ${nameOfArn(keyArn)}`,
    target: { kind: 'key-policy', keyArn },
    field: 'bucket',
    content: merged(gaps.map(({ need }) => mendLetInStatement(who.arn, need))),
  };
}

function bucketPiece({ who, ownerId, region, resource }: UseMend, gaps: Gap[]): Piece {
  const bucket = bucketIn(resource) ?? '';
  return {
    side: 'trusting',
    accountId: ownerId,
    title: `Bucket policy of ${bucket}`,
    target: { kind: 'bucket-policy', bucket, region },
    field: 'bucket',
    content: merged(gaps.map(({ need }) => mendLetInStatement(who.arn, need))),
  };
}
