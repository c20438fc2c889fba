import { nameOfArn, parseArn } from '@/lib/core/arn';
import type { Half } from '@/lib/iam/doctor/missing-halves';
import { rememberPolicy } from '@/lib/iam/parse/remember-policy';
import { type Guard, NO_GUARD } from '@/lib/iam/render/guards/guard';
import {
  mendAssumeStatement,
  mendPolicyName,
  mendTrustStatement,
} from '@/lib/iam/render/mend';
import type { ChosenGuard } from '../guards/guard-kind';
import { guardOf } from '../guards/guard-of';
import type { Piece } from '../recipes/piece';
import type { Borrower } from '../recipes/role-request';

/** A user or role that is to take a role which stands, and the halves that lack a statement. */
export type Mend = {
  who: Borrower;
  roleArn: string;
  halves: Half[];
  /** What a statement of the trust demands of the caller. */
  guards: ChosenGuard[];
};

/** The halves that are missing; what opens comes last. */
export const mendPieces = (mend: Mend): Piece[] => [
  ...(mend.halves.includes('identity') ? [identityPiece(mend)] : []),
  ...(mend.halves.includes('trust') ? [mendTrustPiece(mend)] : []),
];

/** A policy of its own on the caller, which may have any others. */
function identityPiece(mend: Mend): Piece {
  const { who, roleArn } = mend;
  const policyName = mendPolicyName(roleArn);
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
    content: {
      kind: 'merged',
      statements: [mendAssumeStatement(roleArn, demandOf(mend))],
      placeholder: null,
    },
  };
}

/** One statement beside whatever else the trust says. */
export function mendTrustPiece(mend: Mend): Piece {
  const roleName = nameOfArn(mend.roleArn);
  return {
    side: 'trusting',
    accountId: parseArn(mend.roleArn)?.accountId ?? '',
    title: `Trust policy of ${roleName}`,
    target: { kind: 'trust', roleName },
    field: 'roleName',
    content: {
      kind: 'merged',
      statements: [mendTrustStatement(mend.who.arn, demandOf(mend))],
      placeholder: null,
    },
  };
}

function demandOf({ guards }: Mend): Guard {
  const joined = guardOf(guards);
  return joined.ok ? joined.value : NO_GUARD;
}

/** Whom a statement of the name that the plan would write lets in, where that is somebody else. */
export function takenBy({ who }: Mend, trust: string): string | null {
  const { Sid } = mendTrustStatement(who.arn, NO_GUARD);
  const other = rememberPolicy(trust, 'trust').statements.find(
    ({ sid, principal }) => sid === Sid && !principal?.aws.includes(who.arn),
  );
  return other ? other.principal?.aws.join(', ') || 'somebody else' : null;
}
