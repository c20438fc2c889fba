import { nameOfArn, parseArn } from '@/lib/core/arn';
import type { TokenMend } from '@/lib/iam/doctor/settle-token';
import { hostOfProvider } from '@/lib/iam/doctor/trusted-issuers';
import { rememberPolicy } from '@/lib/iam/parse/remember-policy';
import { mendTokenStatement } from '@/lib/iam/render/mend-token';
import { sameStatement, statementsIn } from '../../plan/statements-in';
import { audiencePiece } from '../../recipes/audience-piece';
import type { Piece } from '../../recipes/piece';
import { providerPiece } from '../../recipes/provider-piece';

/**
 * The provider, which stays as it is where it stands, or the audience that it lacks; and one
 * statement beside what the trust says.
 */
export const tokenMendPieces = (mend: TokenMend): Piece[] => [
  doorPiece(mend),
  trustPiece(mend),
];

function doorPiece(mend: TokenMend): Piece {
  const needed = {
    issuer: { host: hostOfProvider(mend.provider) },
    audience: mend.claims['aud'] ?? '',
    providerArn: mend.provider,
    account: { id: accountIdOf(mend) },
  };
  return mend.lacksAudience ? audiencePiece(needed) : providerPiece(needed);
}

const accountIdOf = ({ role }: TokenMend): string => parseArn(role)?.accountId ?? '';

function trustPiece(mend: TokenMend): Piece {
  const roleName = nameOfArn(mend.role);
  return {
    side: 'trusting',
    accountId: accountIdOf(mend),
    title: `Trust policy of ${roleName}`,
    target: { kind: 'trust', roleName },
    field: 'roleName',
    content: {
      kind: 'merged',
      statements: [mendTokenStatement(mend)],
      placeholder: null,
    },
  };
}

/** Whether another statement of the trust has the name that the plan would write. */
export function isNameTaken(mend: TokenMend, trust: string): boolean {
  const ours = mendTokenStatement(mend);
  const isNamed = rememberPolicy(trust, 'trust').statements.some(
    ({ sid }) => sid === ours.Sid,
  );
  return isNamed && !statementsIn(trust).some((one) => sameStatement(one, { ...ours }));
}
