import type { Actor, Random } from '@/lib/ports';

const SUFFIX_LENGTH = 8;

/** The name CloudTrail shows for everything the person does by way of this console. */
export const sourceIdentityOf = (actor: Pick<Actor, 'handle'>): string =>
  `db-${actor.handle}`;

/** One session's own name, which begins with the person's. */
export const sessionNameOf = (
  actor: Pick<Actor, 'handle'>,
  random: Pick<Random, 'base32'>,
): string => `${sourceIdentityOf(actor)}-${random.base32(SUFFIX_LENGTH)}`;

/** The person's name in the name of a session that was handed out here. */
export const sourceIdentityIn = (sessionName: string): string =>
  sessionName.slice(0, -(SUFFIX_LENGTH + 1));
