import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import { vendorCaller } from '../judge-vendor';
import { type VendorRequest, vendorPieces } from '../recipes/vendor-request';
import { loadWorld } from '../world/load-world';
import { worldAfter } from '../world/world-after';
import { callerOf } from './call-check';
import { type Crosser, crossingChecks } from './crossing-checks';
import type { Made, Trial } from './prove-deps';
import { strangerCheck } from './stranger-check';
import { tryUse } from './try-use';

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
  const { checks, credentials } = await crossingChecks(one, facts, crosserOf(one, facts));
  checks.push(await strangerCheck(one, facts));
  const used = await tryUse(one, facts, callerOf(credentials, one));
  return { ...used, checks: [...checks, ...used.checks] };
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
