import { nameOfArn, parseArn } from '@/lib/core/arn';
import type { AppError } from '@/lib/core/errors';
import { isNamed } from '@/lib/iam/facts/is-named';
import { rememberPolicy } from '@/lib/iam/parse/remember-policy';
import { NO_GUARD } from '@/lib/iam/render/guards/guard';
import { handOutStatement, isHandOutSid } from '@/lib/iam/render/hand-out';
import type { Piece } from '../recipes/piece';
import type { HandOut } from './hub-half';
import { alreadySo } from './plan-again';

/** The console's statement, in a trust that others write in too. */
export function trustPiece({ consoleArn, roleArn }: HandOut): Piece {
  const roleName = nameOfArn(roleArn);
  return {
    accountId: parseArn(roleArn)?.accountId ?? '',
    side: 'trusting',
    title: `Trust policy of ${roleName}`,
    target: { kind: 'trust', roleName },
    content: {
      kind: 'merged',
      statements: [handOutStatement(consoleArn, NO_GUARD)],
      placeholder: null,
    },
    field: 'handsOut',
  };
}

/** A role that names the console already needs no plan; the statement of another console stays. */
export function whyNotTrust(
  { consoleArn, roleArn }: HandOut,
  standing: string,
): AppError | null {
  const roleName = nameOfArn(roleArn);
  if (isNamed(standing, { AWS: consoleArn })) return alreadySo(roleName);
  const other = rememberPolicy(standing, 'trust').statements.find(({ sid }) =>
    isHandOutSid(sid),
  );
  if (!other) return null;
  const whom = other.principal?.aws.join(', ') || 'another console';
  return {
    kind: 'conflict',
    message: `The trust of ${roleName} lets ${whom} hand it out, by a statement of the name that this plan would write: it would be lost. Give that statement another Sid first.`,
  };
}

/** What workloads do with the role and what people do with it is told apart by the session alone. */
export function sayServices(standing: string): string | null {
  const services = rememberPolicy(standing, 'trust').statements.flatMap(
    ({ effect, principal }) =>
      effect === 'Allow' && !principal?.isNegated ? (principal?.services ?? []) : [],
  );
  return services.length > 0
    ? `The role is a workload’s too: ${[...new Set(services)].join(', ')} may use it. What people do with it stands in CloudTrail beside what the workload does, told apart by the name of the session.`
    : null;
}
