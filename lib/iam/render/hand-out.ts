import { SESSION_TAG_KEYS } from '@/lib/core/session-tag-keys';
import {
  actionsOf,
  conditionOf,
  type Demand,
  type Guard,
  NO_GUARD,
} from './guards/guard';
import type { RenderedStatement } from './policy-text';

/** Every session that the console hands out says for whom it is. */
const OWN_SESSIONS: Demand = {
  operator: 'StringLike',
  key: 'sts:SourceIdentity',
  values: ['db-*'],
};

/** With the tags that say why it was taken, and no others. */
const OWN_TAGS: Demand = {
  operator: 'ForAllValues:StringEquals',
  key: 'aws:TagKeys',
  values: [...SESSION_TAG_KEYS],
};

/** What holds for every session that the console takes for a person. */
export const CONSOLE_SESSION: Guard = {
  demands: [OWN_SESSIONS, OWN_TAGS],
  actions: ['sts:SetSourceIdentity', 'sts:TagSession'],
};

/** What the statement of a role that the console hands out is called. */
const SID = 'ConsoleMayHandOut';

export const isHandOutSid = (sid: string | null): boolean => sid === SID;

/**
 * The statement of a trust policy by which the console hands the role out: it takes it for a
 * person, whom it names, and may say why, for as long as the guard lets it.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
 */
export const handOutStatement = (
  consoleArn: string,
  { demands, actions }: Guard,
): RenderedStatement => ({
  Sid: SID,
  Effect: 'Allow',
  Principal: { AWS: consoleArn },
  Action: actionsOf('sts:AssumeRole', CONSOLE_SESSION),
  ...conditionOf([], { demands: [...CONSOLE_SESSION.demands, ...demands], actions }),
});

/** The same as text, to be added by hand. */
export const handOutText = (consoleArn: string): string =>
  JSON.stringify(handOutStatement(consoleArn, NO_GUARD));
