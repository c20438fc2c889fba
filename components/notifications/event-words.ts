import type { ChosenEvent } from '@/lib/notifications/schema';

/** What each event is called where people choose. */
export const EVENT_WORDS: Record<ChosenEvent, string> = {
  'request-made': 'Somebody asks for access',
  'request-decided': 'A request is approved or refused',
  'request-ended': 'Requested access ends',
  'break-glass-used': 'Somebody breaks the glass',
  'access-ends-soon': 'Access ends soon',
  'grant-ends-soon': 'A grant ends within three days',
  'grant-ended': 'A grant ended or was taken away',
  'proof-turned-red': 'A proof turns red',
  'session-revoked': 'A session is revoked',
};

export const ALL_EVENTS = Object.keys(EVENT_WORDS) as ChosenEvent[]; // the keys of the record above
