import { parseArn } from '@/lib/core/arn';
import { policyObject } from '../blank/policy-object';
import { principalsLetIn } from '../blank/principals-let-in';
import { ownStatement } from '../blank/read-trust';
import type { ChosenGuard } from '../guards/guard-kind';

/**
 * What a trust that stands asks of somebody whom it names, as far as a call of ours can bring it
 * along: a second factor, an external ID. Anything else is left to the engine.
 */
export function guardsNaming(trust: string, callerArn: string): ChosenGuard[] {
  const read = policyObject(trust);
  const names = namesOf(callerArn);
  const naming = (read.ok ? read.statements : []).find((statement) =>
    principalsLetIn(statement).some((one) => names.includes(one)),
  );
  return (naming ? (ownStatement([naming])?.guards ?? []) : []).flatMap(
    ({ name, typed }): ChosenGuard[] => {
      if (name === 'mfa') return [{ name, values: [] }];
      return name === 'externalId' ? [{ name, values: [typed] }] : [];
    },
  );
}

/** How a trust policy may name a user or role: itself, or its whole account. */
function namesOf(callerArn: string): string[] {
  const { partition = 'aws', accountId = '' } = parseArn(callerArn) ?? {};
  return [callerArn, accountId, `arn:${partition}:iam::${accountId}:root`];
}
