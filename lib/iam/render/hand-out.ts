import type { RenderedStatement } from './policy-text';

/** Every session that the console hands out says for whom it is. */
const OWN_SESSIONS = { StringLike: { 'sts:SourceIdentity': 'db-*' } };

/** What the statements of a role that the console hands out are called. */
const SIDS = ['ConsoleMayHandOut', 'ConsoleMayTag'] as const;

export const isHandOutSid = (sid: string | null): boolean =>
  SIDS.some((own) => own === sid);

/**
 * The statements of a trust policy by which the console hands the role out: it takes it for a
 * person, whom it names, and may say more by session tags. A tag alone lets nobody in.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html
 */
export function handOutStatements(consoleArn: string): RenderedStatement[] {
  const [handOut, tag] = SIDS;
  const Principal = { AWS: consoleArn };
  return [
    {
      Sid: handOut,
      Effect: 'Allow',
      Principal,
      Action: ['sts:AssumeRole', 'sts:SetSourceIdentity'],
      Condition: OWN_SESSIONS,
    },
    { Sid: tag, Effect: 'Allow', Principal, Action: 'sts:TagSession' },
  ];
}
