import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type {
  HandshakeLinkStore,
  PlanStore,
  RateLimitStore,
  StoredHandshakeLink,
  StoredPlan,
} from '@/lib/ports';
import { hashOfLinkSecret } from './link-secret';

export type LinkDeps = {
  handshakeLinks: Pick<HandshakeLinkStore, 'find'>;
  plans: Pick<PlanStore, 'find'>;
  rateLimits: Pick<RateLimitStore, 'hit'>;
};

const WRONG = { key: 'handshake-wrong', hits: 60, seconds: 300 };
const OPENED = { hits: 120, seconds: 300 };

/** A live link of that secret, with its plan. Every wrong one gets the same answer. */
export async function findLink(
  { handshakeLinks, plans, rateLimits }: LinkDeps,
  secret: string,
  now: Date,
): Promise<Result<{ link: StoredHandshakeLink; plan: StoredPlan }, AppError>> {
  const link = await handshakeLinks.find(hashOfLinkSecret(secret), now);
  const limit = link ? { ...OPENED, key: `handshake:${link.id}` } : WRONG;
  const hits = await rateLimits.hit(limit.key, limit.seconds, now);
  if (hits > limit.hits) return err(tooOften);
  const plan = link && (await plans.find(link.workspaceId, link.planId));
  return link && plan ? ok({ link, plan }) : err(noPage);
}

export const noPage: AppError = { kind: 'not_found', what: 'This page' };

const tooOften: AppError = {
  kind: 'throttled',
  retryAfterSeconds: OPENED.seconds,
  message: 'This was asked for too often. Wait five minutes and open the link again.',
};
