import { nameOfArn } from '@/lib/core/arn';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import { rightAsking } from '../guards/asks';
import { vendorCaller } from '../judge-vendor';
import { type VendorRequest, vendorDocuments } from '../recipes/vendor-request';
import type { ProofCheckView } from '../schema';
import { loadWorld } from '../world/load-world';
import { worldAfter } from '../world/world-after';
import { bucketChecks } from './bucket-checks';
import { cleanUp } from './clean-up';
import { type Crosser, crossingChecks, sceneOf } from './crossing-checks';
import { checkOf, untested } from './observe';
import { pickStranger } from './pick-stranger';
import type { Made, Trial } from './prove-deps';
import { tryAssume } from './try-assume';

type VendorTrial = Trial & { request: VendorRequest };

/**
 * The role must open to the vendor with its external ID, and to nobody else. Without keys of
 * the vendor its own calls cannot be made: they are told as not tested, with the engine's
 * verdict; the call of somebody of ours is made for real.
 */
export async function proveVendor(trial: Trial): Promise<Made> {
  const one = trial as VendorTrial; // the request of a vendor's plan is one of a vendor
  const world = await loadWorld(one.run.deps, one.plan.workspaceId);
  const facts = worldAfter(world, one.request, vendorDocuments(one.request));
  const { checks, credentials } = await crossingChecks(one, facts, crosserOf(one, facts));
  checks.push(await strangerCheck(one, facts));
  const { share } = one.request;
  if (!credentials || !share) return { checks, remaining: [] };
  const bench = { ...one, request: { ...one.request, ...share } };
  const used = await bucketChecks(bench, credentials, facts);
  const remaining = await cleanUp(bench, used.left);
  return { checks: [...checks, ...used.checks], remaining };
}

function crosserOf(trial: VendorTrial, facts: WorldFacts): Crosser {
  const { trusted, request, fixture } = trial;
  const isRead = facts.accounts.has(request.trusted.accountId);
  return {
    principalArn: vendorCaller(facts, request),
    subject: fixture.subject,
    played: trusted && isRead ? { ...trial, trusted } : null,
    whyNot: 'no keys of the vendor here',
    verdicts: {
      works: 'it works',
      conditional: 'it works, if the vendor lets its caller ask',
      denied: 'denied',
      untested: 'it works, if the vendor lets its caller ask',
    },
  };
}

/** Somebody of ours, with the right external ID: the trust names the vendor and nobody else. */
async function strangerCheck(
  trial: VendorTrial,
  facts: WorldFacts,
): Promise<ProofCheckView> {
  const { trustingAccountId, guards } = trial.request;
  const { roleArn, roleName, trustingAccountName } = trial.plan.body;
  const stranger = pickStranger(facts, trustingAccountId, [], roleArn);
  const name = stranger ? nameOfArn(stranger) : 'somebody else';
  const sentence = `${name}, in ${trustingAccountName}, becomes ${roleName} with the external ID`;
  const asked = { id: 'assume-as-another', sentence, expected: 'denied' } as const;
  if (!stranger)
    return checkOf(asked, untested('Not tested: nobody else was found in the account.'));
  await trial.run.renew();
  const { ask } = rightAsking(guards, sceneOf(trial, stranger));
  const attempt = { principalArn: stranger, ask };
  return checkOf(asked, await tryAssume({ ...trial, trusted: trial.trusting }, attempt));
}
