import { offerCompaction } from '@/lib/iam/compact/offer-compaction';
import { NUMBER_RULES } from '@/lib/iam/validate/number-rules';
import type { PlannedStep } from '@/lib/ports';

const TRUST_MAX = NUMBER_RULES.TrustPolicyLength.max;

/** A trust at its limit may say the same in fewer characters; empty where it cannot. */
export function sayShorter(steps: PlannedStep[]): string {
  const trust = steps.find(({ target }) => target.kind === 'trust');
  const offer = trust?.after
    ? offerCompaction(trust.after, 'trust', trust.accountId)
    : null;
  return offer && offer.size <= TRUST_MAX
    ? ` This text says the same, with the statement in it, and has ${offer.size}: ${offer.text}`
    : '';
}
