import type { AppError } from '@/lib/core/errors';
import type { Result } from '@/lib/core/result';
import type { Actor, PlanBody, PlannedStep, StoredPlan } from '@/lib/ports';
import { additionPlan } from '../../plan/addition-plan';
import type { PlanFixture } from '../../plan/plan-fixture';
import type { NewPlan } from '../../plan/plan-row';
import { sayItsEnd } from '../../plan/say-its-end';
import type { Piece } from '../../recipes/piece';
import { DraftFields } from '../../schema';
import type { Estates } from '../../world/estates';
import type { KnownWorld } from '../../world/load-world';
import type { UseMend } from './find-use-mend';
import { mendedUseFixture } from './mended-use-fixture';

type Opening = {
  id: string;
  actor: Actor;
  world: KnownWorld;
  mend: UseMend;
  pieces: Piece[];
  /** Today's readings and the mended, compiled. */
  estates: Estates;
  steps: PlannedStep[];
  /** Whether the caller's account is. */
  isConnected: boolean;
  /** The crossing by the caller's role, where one stands. */
  standing: StoredPlan | null;
  now: Date;
};

/** The plan that adds what is missing. Refused where a document would be too long. */
export const mendedUsePlan = (opening: Opening): Result<NewPlan, AppError> =>
  additionPlan({
    ...opening,
    replaced: null,
    from: 'the missing half',
    viewOf: (changes) => mendedUseFixture(opening, changes),
    bodyOf: (view) => bodyOf(opening, view),
  });

function bodyOf(opening: Opening, { after, promise }: PlanFixture): PlanBody {
  const { world, mend, standing, steps } = opening;
  const { who, ownerId, action, resource, region, isThroughS3, told } = mend;
  const nameOf = (id: string) => world.accounts.find((one) => one.id === id)?.name ?? id;
  const byOwner = told && steps.some(({ accountId }) => accountId === ownerId);
  return {
    fields: DraftFields.parse({ ...told, roleName: who.name }),
    trustingAccountId: ownerId,
    trustingAccountName: nameOf(ownerId),
    trustedAccountId: who.accountId,
    trustedAccountName: nameOf(who.accountId),
    roleName: who.name,
    roleArn: who.arn,
    whoArn: who.arn,
    bucket: '',
    region,
    externalId: null,
    warnings: [
      ...(after.deck === 'works' ? [] : [promise]),
      ...(byOwner ? [sayTold(nameOf(ownerId))] : []),
      ...sayItsEnd(standing),
    ],
    ...(byOwner && { byOwner: [ownerId] }),
    mends: true,
    mendsUse: { action, resource, ...(isThroughS3 && { isThroughS3 }) },
  };
}

const sayTold = (owner: string): string =>
  `${owner} is not written to from here, so its owner runs that half, by a script or a link. It was planned from what was said of the bucket: the script stops before it writes if something else stands.`;
