import { nameOfArn, parseArn } from '@/lib/core/arn';
import { notesOf } from '@/lib/core/crossing-notes';
import type { AppError } from '@/lib/core/errors';
import type { Result } from '@/lib/core/result';
import type { PlanBody } from '@/lib/ports';
import { sayAudienceAdded } from '../../fields/say-audience';
import { accountOf } from '../../plan/account-of';
import { additionPlan } from '../../plan/addition-plan';
import type { NewPlan } from '../../plan/plan-row';
import { sayOwner } from '../../say/say-owner';
import { DraftFields } from '../../schema';
import { sayBeside } from '../say-beside';
import { sayRevived } from './revived-gains';
import { tokenMendFixture } from './token-mend-fixture';
import type { TokenMendOpening } from './token-mend-opening';

/** The plan that lets one workload in by its token. Refused where the trust would be too long. */
export const tokenMendPlan = (opening: TokenMendOpening): Result<NewPlan, AppError> =>
  additionPlan({
    ...opening,
    from: 'the missing half',
    viewOf: (changes) => tokenMendFixture(opening, changes),
    bodyOf: () => bodyOf(opening, warningsOf(opening)),
  });

function bodyOf(
  { world, mend, replaced, byOwner }: TokenMendOpening,
  warnings: string[],
): PlanBody {
  const roleName = nameOfArn(mend.role);
  const { id, name, region } = accountOf(world, mend.role);
  return {
    fields: DraftFields.parse({ roleName, ...notesOf(replaced?.body.fields) }),
    trustingAccountId: parseArn(mend.role)?.accountId ?? id,
    trustingAccountName: name,
    // Nobody borrows from an account: there is only the one that trusts.
    trustedAccountId: id,
    trustedAccountName: name,
    roleName,
    roleArn: mend.role,
    whoArn: mend.provider,
    bucket: '',
    region,
    externalId: null,
    warnings,
    ...(byOwner.length > 0 && { byOwner }),
    mends: true,
    mendsToken: true,
  };
}

function warningsOf(opening: TokenMendOpening): string[] {
  const { world, mend, replaced, byOwner } = opening;
  const told = [
    SIGNATURE,
    sayAudience(opening),
    sayRevived(opening),
    replaced ? sayBeside(replaced) : null,
    sayOwner(world, mend.role, byOwner),
  ];
  return told.filter((text) => text !== null);
}

/** Null where the provider takes the audience already, or is still to be made. */
function sayAudience({ world, mend }: TokenMendOpening): string | null {
  const { id, name } = accountOf(world, mend.role);
  const collected = world.readings.get(id)?.collected;
  return mend.lacksAudience && collected
    ? sayAudienceAdded(mend.provider, mend.claims['aud'] ?? '', { name, collected })
    : null;
}

const SIGNATURE =
  'The token was decoded and not checked: only AWS checks its signature. Look whether the subject is the one that is meant.';
