import { parseArn } from '@/lib/core/arn';
import { posixQuote } from './formats';
import { narrowLimits } from './grants/narrow-limits';
import type { RoleCard } from './schema';
import { type SessionLimits, sessionPolicyOf } from './session-limits';

type Facts = {
  role: Pick<
    RoleCard,
    | 'roleArn'
    | 'isByToken'
    | 'externalId'
    | 'grantLimits'
    | 'takesSourceIdentity'
    | 'takesTags'
    | 'tags'
  >;
  /** The person's name in CloudTrail, such as `db-mei`. */
  recordedAs: string;
  durationSeconds: number;
  /** What the person takes away themselves. */
  limits: SessionLimits;
  endpointUrl: string | null;
};

type Option = [name: string, ...values: string[]];

/** Eight letters that differ each time. */
const SOME_LETTERS = 'xxxxxxxx';

/**
 * The call that the console makes for the person, as a command of the AWS CLI for a POSIX shell;
 * null where the grant does not allow what was chosen.
 *
 * @see https://docs.aws.amazon.com/cli/latest/reference/sts/assume-role.html
 * @see https://docs.aws.amazon.com/cli/latest/reference/sts/assume-role-with-web-identity.html
 */
export function sameAsCommand({ role, recordedAs, ...facts }: Facts): string | null {
  const policies = policiesOf(role, facts.limits);
  if (!policies) return null;
  const { isByToken } = role;
  const command = isByToken ? 'assume-role-with-web-identity' : 'assume-role';
  const options: Option[] = [
    ['--role-arn', role.roleArn],
    ['--role-session-name', `${recordedAs}-${SOME_LETTERS}`],
    ['--duration-seconds', String(facts.durationSeconds)],
    ...(isByToken ? WITH_TOKEN : named(role, recordedAs)),
    ...policies,
    ...(facts.endpointUrl ? [['--endpoint-url', facts.endpointUrl] as Option] : []),
  ];
  return [`aws sts ${command}`, ...options.map(sayOption)].join(' \\\n  ');
}

/** The token says for whom it is, and why. */
const WITH_TOKEN: Option[] = [['--web-identity-token', 'file://token-of-this-console']];

function named(role: Facts['role'], recordedAs: string): Option[] {
  const tags = role.takesTags && role.tags ? Object.entries(role.tags) : [];
  const options: Option[] = [];
  if (role.externalId) options.push(['--external-id', role.externalId]);
  if (role.takesSourceIdentity) options.push(['--source-identity', recordedAs]);
  if (tags.length === 0) return options;
  const said = tags.map(([key, value]) => `Key=${key},Value=${value}`);
  const keys = tags.map(([key]) => key);
  return [...options, ['--tags', ...said], ['--transitive-tag-keys', ...keys]];
}

function policiesOf(
  { roleArn, grantLimits }: Facts['role'],
  chosen: SessionLimits,
): Option[] | null {
  const limits = narrowLimits(grantLimits, chosen);
  if (!limits.ok) return null;
  const session = sessionPolicyOf(limits.value, parseArn(roleArn)?.partition ?? 'aws');
  if (!session.ok) return null;
  const { policy, policyArns } = session.value;
  return [
    ...(policy ? [['--policy', policy] as Option] : []),
    ...policyArns.map((arn): Option => ['--policy-arns', `arn=${arn}`]),
  ];
}

const PLAIN = /^[\w+/=:.,@%-]+$/;

const sayOption = ([name, ...values]: Option): string =>
  [name, ...values.map((value) => (PLAIN.test(value) ? value : posixQuote(value)))].join(
    ' ',
  );
