import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import type { AwsCredentials } from '@/lib/ports';
import { deckOfAnswer } from '../judge-role';
import { vendorCaller } from '../judge-vendor';
import { type VendorRequest, vendorPieces } from '../recipes/vendor-request';
import type { ProofCheckView } from '../schema';
import { askAssume } from '../world/ask';
import { loadWorld } from '../world/load-world';
import { worldAfter } from '../world/world-after';
import { bucketChecks } from './bucket-checks';
import { cleanUp } from './clean-up';
import { checkOf, untested } from './observe';
import type { Made, Observation, Trial } from './prove-deps';
import { strangerCheck } from './stranger-check';
import { assumeWithPatience, tryAssume } from './try-assume';

type VendorTrial = Trial & { request: VendorRequest };

/**
 * The role must open to the vendor with its external ID, and to nobody else. Without keys of
 * the vendor its own calls cannot be made: they are told as not tested, with the engine's
 * verdict; the call of somebody of ours is made for real.
 */
export async function proveVendor(trial: Trial): Promise<Made> {
  const one = trial as VendorTrial; // the request of a vendor's plan is one of a vendor
  const world = await loadWorld(one.run.deps, one.plan.workspaceId);
  const facts = worldAfter(world, vendorPieces(one.request));
  const { checks, credentials } = await vendorChecks(one, facts);
  checks.push(await strangerCheck(one, facts));
  const { share } = one.request;
  if (!credentials || !share) return { checks, remaining: [] };
  const bench = { ...one, request: { ...one.request, ...share } };
  const used = await bucketChecks(bench, credentials, facts);
  const remaining = await cleanUp(bench, used.left);
  return { checks: [...checks, ...used.checks], remaining };
}

type Way = { id: string; how: string; externalId: string | null };

/** The one way that must work comes first. */
const waysOf = ({ run, request }: VendorTrial): [Way, ...Way[]] => [
  { id: 'assume', how: 'with its external ID', externalId: request.externalId },
  { id: 'assume-without-external-id', how: 'without an external ID', externalId: null },
  {
    id: 'assume-with-wrong-external-id',
    how: 'with a wrong external ID',
    externalId: `not-${run.deps.random.base32(16)}`,
  },
];

async function vendorChecks(
  trial: VendorTrial,
  facts: WorldFacts,
): Promise<{ checks: ProofCheckView[]; credentials: AwsCredentials | null }> {
  const checks: ProofCheckView[] = [];
  const { subject } = trial.fixture;
  const seen: Observation[] = [];
  for (const way of waysOf(trial)) {
    const observation = await vendorCall(trial, facts, way);
    seen.push(observation);
    const sentence = `${subject} becomes ${trial.plan.body.roleName} ${way.how}`;
    const expected = way.id === 'assume' ? 'works' : 'denied';
    checks.push(checkOf({ id: way.id, sentence, expected }, observation));
  }
  return { checks, credentials: seen[0]?.credentials ?? null };
}

async function vendorCall(
  trial: VendorTrial,
  facts: WorldFacts,
  { id, externalId }: Way,
): Promise<Observation> {
  const { trusted, request } = trial;
  const principalArn = vendorCaller(facts, request);
  if (!trusted || !facts.accounts.has(request.trusted.accountId))
    return untested(sayUntested(trial, facts, principalArn, externalId));
  const attempt = { principalArn, withMfa: false, externalId };
  const played = { ...trial, trusted };
  if (id === 'assume') return assumeWithPatience(played, attempt);
  await trial.run.renew();
  return tryAssume(played, attempt);
}

const BY_EVALUATION = {
  works: 'it works',
  conditional: 'it works, if the vendor lets its caller ask',
  denied: 'denied',
  untested: 'it works, if the vendor lets its caller ask',
} as const;

function sayUntested(
  { plan }: VendorTrial,
  facts: WorldFacts,
  principalArn: string,
  externalId: string | null,
): string {
  const key = 'sts:ExternalId';
  const known =
    externalId === null
      ? { context: {}, absentKeys: [key] }
      : { context: { [key]: externalId } };
  const answer = askAssume(facts, principalArn, plan.body.roleArn, known);
  return `Not tested: no keys of the vendor here. By evaluation: ${BY_EVALUATION[deckOfAnswer(answer)]}.`;
}
