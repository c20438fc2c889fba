import { nameOfArn } from '@/lib/core/arn';
import { notesOf } from '@/lib/core/crossing-notes';
import type { AppError } from '@/lib/core/errors';
import type { Result } from '@/lib/core/result';
import type { PlanBody } from '@/lib/ports';
import { externalIdOf } from '../guards/guard-of';
import { accountOf } from '../plan/account-of';
import { additionPlan } from '../plan/addition-plan';
import type { NewPlan } from '../plan/plan-row';
import { DraftFields } from '../schema';
import { isOutside } from './is-outside';
import { mendFixture } from './mend-fixture';
import type { MendOpening } from './mend-opening';
import { sayBeside } from './say-beside';

/** The plan that adds what is missing. Refused where a document would be too long. */
export const mendPlan = (opening: MendOpening): Result<NewPlan, AppError> =>
  additionPlan({
    ...opening,
    from: 'the missing half',
    viewOf: (changes) => mendFixture(opening, changes),
    bodyOf: ({ promise }) => bodyOf(opening, warningsOf(opening, promise)),
  });

function bodyOf({ world, mend, replaced }: MendOpening, warnings: string[]): PlanBody {
  const roleName = nameOfArn(mend.roleArn);
  const role = accountOf(world, mend.roleArn);
  const caller = accountOf(world, mend.who.arn);
  return {
    fields: DraftFields.parse({
      roleName,
      ...notesOf(replaced?.body.fields),
    }),
    trustingAccountId: role.id,
    trustingAccountName: role.name,
    trustedAccountId: caller.id,
    trustedAccountName: caller.name,
    roleName,
    roleArn: mend.roleArn,
    whoArn: mend.who.arn,
    bucket: '',
    region: role.region,
    externalId: externalIdOf(mend.guards),
    warnings,
    mends: true,
  };
}

function warningsOf(
  { world, mend, answer, replaced }: MendOpening,
  promise: string,
): string[] {
  const { who, halves, guards } = mend;
  const externalId = externalIdOf(guards);
  const isAgreed = halves.includes('trust') && externalId !== null;
  const told = [
    isAgreed && isOutside(world, who.accountId)
      ? `${who.name} is of an account outside. It gets in only if it sends the external ID ${externalId}: agree on it with whoever runs it.`
      : null,
    answer.requires.length > 0 ? promise : null,
    replaced ? sayBeside(replaced) : null,
  ];
  return told.filter((text) => text !== null);
}
