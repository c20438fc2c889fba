import type { SESSION_TAG_KEYS } from '@/lib/core/session-tag-keys';
import type { StoredRequest } from '@/lib/ports';

/** By key; each goes on into every role that is taken from the session. */
export type SessionTags = Partial<Record<(typeof SESSION_TAG_KEYS)[number], string>>;

const LONGEST = 256;
const NOT_ALLOWED = /[^\p{L}\p{Z}\p{N}_.:/=+\-@]/gu;

/**
 * Why a role is taken, as session tags: the request that opened it, and the ticket that the
 * request names. Null where no request did.
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_Tag.html
 */
export function sessionTagsOf(
  request: Pick<StoredRequest, 'id' | 'ticket'> | null,
): SessionTags | null {
  if (!request) return null;
  const ticket = tagValueOf(request.ticket);
  return {
    'db-request': tagValueOf(request.id),
    ...(ticket === '' ? {} : { 'db-ticket': ticket }),
  };
}

/** What AWS refuses in a value becomes `-`, and so does the prefix that AWS keeps for itself. */
function tagValueOf(text: string): string {
  const clean = text.trim().replace(NOT_ALLOWED, '-').replace(/^aws:/i, 'aws-');
  return [...clean].slice(0, LONGEST).join('');
}
