import { nameOfArn } from '@/lib/core/arn';
import { evaluate } from '@/lib/iam/evaluate/evaluate';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import type { AwsConnection, MendedUse } from '@/lib/ports';
import { judgeWorst } from '../judge-role';
import { answersIn } from '../mend/use/answers-in';
import { bucketIn, objectIn, placeOf } from '../mend/use/place-of';
import type { ProofCheckView } from '../schema';
import { askBucket } from '../world/ask';
import { loadWorld } from '../world/load-world';
import { withTold } from '../world/with-told';
import { worldAfter } from '../world/world-after';
import { checkOf, evaluated, observe, untested } from './observe';
import { pickRefused } from './pick-refused';
import type { Made, Observation, Trial } from './prove-deps';
import { callWithPatience } from './try-assume';
import { tryUseOnce, whyNotTried } from './try-use-once';

type Bench = { trial: Trial; use: MendedUse; facts: WorldFacts };

/**
 * Makes the call that was refused, for real, as the caller whose half was missing, and then as
 * somebody else. Of a key KMS is asked by a dry run; what could only be tried by changing
 * something is told by evaluation.
 */
export async function proveUseMend(trial: Trial, use: MendedUse): Promise<Made> {
  const { deps } = trial.run;
  const { fields } = trial.plan.body;
  const read = await loadWorld(deps, trial.plan.workspaceId);
  const world = fields.isBucketTold ? withTold(read, fields, deps.clock.now()) : read;
  const written = trial.plan.steps.flatMap(({ after, ...step }) =>
    after === null
      ? []
      : [
          {
            ...step,
            field: 'who' as const,
            content: { kind: 'whole' as const, text: after },
          },
        ],
  );
  const bench = { trial, use, facts: worldAfter(world, written) };
  const checks = [await rightCheck(bench), ...(await guardChecks(bench))];
  checks.push(await strangerCheck(bench));
  return { checks, remaining: [], isOneCall: true };
}

const deckOf = ({ facts, use }: Bench, arn: string) =>
  judgeWorst(answersIn(facts, { ...use, who: { arn } }));

const sayCall = (
  name: string,
  { action, resource, isThroughS3 }: MendedUse,
  how = isThroughS3 ? ' through S3' : '',
): string => `${name} calls ${action} on ${placeOf(resource)}${how}`;

async function rightCheck(bench: Bench): Promise<ProofCheckView> {
  const { trial, use } = bench;
  const { whoArn, trustedAccountName } = trial.plan.body;
  const sentence = sayCall(nameOfArn(whoArn), use);
  const asked = { id: 'assume', sentence, expected: 'works' } as const;
  const { deck } = deckOf(bench, whoArn);
  const why = whyNotTried(use);
  if (why !== null) return checkOf(asked, evaluated(why, deck));
  if (!trial.trusted)
    return checkOf(asked, evaluated(`no keys of ${trustedAccountName} here`, deck));
  const seen = await callAs(bench, trial.trusted, whoArn, true);
  return checkOf(asked, seen.outcome === 'denied' ? excused(bench, seen) : seen);
}

/** A key that is given through S3 alone refuses the caller's own call, unless another statement gives that. */
async function guardChecks(bench: Bench): Promise<ProofCheckView[]> {
  const { trial, use } = bench;
  const { isThroughS3, ...direct } = use;
  const { whoArn } = trial.plan.body;
  const asItself = { ...bench, use: direct };
  if (!isThroughS3 || !isRefusedDirectly(asItself)) return [];
  const sentence = sayCall(nameOfArn(whoArn), direct, ' directly, not through S3');
  const asked = { id: 'call-directly', sentence, expected: 'denied' } as const;
  const seen = trial.trusted
    ? await callAs(asItself, trial.trusted, whoArn, false)
    : untested(`Not tested: no keys of ${trial.plan.body.trustedAccountName} here.`);
  return [checkOf(asked, seen)];
}

function isRefusedDirectly({ facts, use, trial }: Bench): boolean {
  const { decision } = evaluate(facts, {
    action: use.action,
    resource: use.resource,
    principal: { AWS: trial.plan.body.whoArn },
    context: {},
    absentKeys: ['kms:ViaService'],
    unknownKeys: 'assume-unknown',
  });
  return decision === 'deny';
}

/** A refusal that says nothing of what was written is told as not tested. */
function excused(bench: Bench, seen: Observation): Observation {
  const { use, facts, trial } = bench;
  const { whoArn } = trial.plan.body;
  const { deck, answer } = deckOf(bench, whoArn);
  if (deck === 'conditional') {
    const keys = answer?.conditionKeys.join(', ') ?? '';
    return evaluated(`AWS refused a call that hangs on ${keys}`, deck);
  }
  const [bucket, key] = [bucketIn(use.resource), objectIn(use.resource)];
  if (bucket === null || key === null || deck !== 'works') return seen;
  const { partition } = trial.request;
  const list = { action: 's3:ListBucket', key };
  const mayList = judgeWorst([
    askBucket(facts, whoArn, { partition, bucket }, list),
  ]).deck;
  return mayList === 'works'
    ? seen
    : untested(
        `Not tested: AWS refused, and tells nobody who may not list ${bucket} whether ${key} is there at all. Look whether it is, and test again.`,
      );
}

/** Somebody else of the caller's account, or of the owner's where that is all that we can play. */
async function strangerCheck(bench: Bench): Promise<ProofCheckView> {
  const { trial, use, facts } = bench;
  const { body } = trial.plan;
  const isOwn = trial.trusted !== null;
  const place = isOwn ? `${body.trustedAccountName} too` : body.trustingAccountName;
  const accountId = isOwn ? body.trustedAccountId : body.trustingAccountId;
  const from = trial.trusted ?? (trial.isTheirs ? null : trial.trusting);
  const stranger =
    from &&
    pickRefused(facts, accountId, [body.whoArn], (arn) =>
      answersIn(facts, { ...use, who: { arn } }),
    );
  const name = stranger ? nameOfArn(stranger) : 'somebody else';
  const sentence = sayCall(`${name}, in ${place},`, use);
  const asked = { id: 'call-as-another', sentence, expected: 'denied' } as const;
  if (!from || !stranger)
    return checkOf(asked, untested('Not tested: nobody else was found in the account.'));
  const why = whyNotTried(use);
  if (why !== null) return checkOf(asked, evaluated(why, 'denied'));
  return checkOf(asked, await callAs(bench, from, stranger, false));
}

async function callAs(
  { trial, use }: Bench,
  from: AwsConnection,
  principalArn: string,
  isPatient: boolean,
): Promise<Observation> {
  const { aws, clock } = trial.run.deps;
  await trial.run.renew();
  const acted = await observe(clock, () =>
    aws.actAs(from, { principalArn, withMfa: false }),
  );
  const credentials = acted.value;
  if (!credentials)
    return untested(
      `Not tested: no credentials of ${nameOfArn(principalArn)} could be had.`,
    );
  const once = () => tryUseOnce(trial, credentials, use);
  return isPatient ? callWithPatience(trial, once) : once();
}
