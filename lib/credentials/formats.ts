import { PASTED_PRACTICE_NOTE, PRACTICE_NOTE } from '@/lib/core/practice-note';
import type { CredentialFormat } from './schema';

/** What the forms are made of. */
export type FormatFacts = {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
  expiresAt: Date;
  region: string;
  accountId: string;
  /** Whose keys they are: the role, or the user of a session that took no role. */
  name: string;
  assumedRole: { id: string; arn: string } | null;
  /** Where a practice account is reached; null for a real account, which never carries one. */
  endpointUrl: string | null;
};

/** Text that no shell reads as anything but itself; everything AWS issues is of this kind. */
const PLAIN = /^[\w+/=:.,@%-]*$/;

/** RFC 3339 in whole seconds, as AWS writes it. */
export const timeOf = (at: Date): string => at.toISOString().replace(/\.\d{3}Z$/, 'Z');

/** What an AWS client takes from its environment. */
export function variablesOf(
  facts: Omit<FormatFacts, 'accountId' | 'name' | 'assumedRole'>,
): [name: string, value: string][] {
  const variables: [string, string][] = [
    ['AWS_ACCESS_KEY_ID', facts.accessKeyId],
    ['AWS_SECRET_ACCESS_KEY', facts.secretAccessKey],
    ['AWS_SESSION_TOKEN', facts.sessionToken],
    ['AWS_CREDENTIAL_EXPIRATION', timeOf(facts.expiresAt)],
    ['AWS_REGION', facts.region],
    ['AWS_DEFAULT_REGION', facts.region],
  ];
  if (facts.endpointUrl) variables.push(['AWS_ENDPOINT_URL', facts.endpointUrl]);
  return variables;
}

/** Single quotes for what is not plain: in double quotes `!` would still recall history. */
export const posixQuote = (value: string): string =>
  PLAIN.test(value) ? `"${value}"` : `'${value.replaceAll("'", `'\\''`)}'`;

const fishQuote = (value: string): string =>
  PLAIN.test(value) ? `"${value}"` : `'${value.replace(/[\\']/g, '\\$&')}'`;

/** PowerShell takes typographic quotation marks for straight ones. */
const powershellQuote = (value: string): string =>
  PLAIN.test(value) ? `"${value}"` : `'${value.replace(/['\u2018-\u201b]/g, '$&$&')}'`;

/** cmd takes what follows `=` as it stands, quotes included; only its operators need a caret. */
const cmdEscape = (value: string): string =>
  PLAIN.test(value) ? value : value.replace(/[&|<>^()"%]/g, '^$&');

const dotenvQuote = (value: string): string =>
  PLAIN.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`;

function lines(
  facts: FormatFacts,
  form: { note?: string; first: string[]; say(name: string, value: string): string },
  lineEnd = '\n',
): string {
  const note = facts.endpointUrl ? [form.note ?? PRACTICE_NOTE] : [];
  const sets = variablesOf(facts).map(([name, value]) => form.say(name, value));
  return [...note, ...form.first, ...sets].map((line) => line + lineEnd).join('');
}

function credentialsFile(facts: FormatFacts): string {
  const note = facts.endpointUrl ? [PRACTICE_NOTE] : [];
  const endpoint = facts.endpointUrl ? [`endpoint_url = ${facts.endpointUrl}`] : [];
  return [
    ...note,
    `[${facts.accountId}_${facts.name}]`,
    `aws_access_key_id = ${facts.accessKeyId}`,
    `aws_secret_access_key = ${facts.secretAccessKey}`,
    `aws_session_token = ${facts.sessionToken}`,
    ...endpoint,
    '',
  ].join('\n');
}

function stsJson(facts: FormatFacts): string {
  const answer = {
    Credentials: {
      AccessKeyId: facts.accessKeyId,
      SecretAccessKey: facts.secretAccessKey,
      SessionToken: facts.sessionToken,
      Expiration: timeOf(facts.expiresAt),
    },
    ...(facts.assumedRole && {
      AssumedRoleUser: {
        AssumedRoleId: facts.assumedRole.id,
        Arn: facts.assumedRole.arn,
      },
    }),
  };
  return `${JSON.stringify(answer, null, 4)}\n`;
}

const FORMS: Record<CredentialFormat, (facts: FormatFacts) => string> = {
  bash: (facts) =>
    lines(facts, {
      note: PASTED_PRACTICE_NOTE,
      first: ['unset AWS_PROFILE'],
      say: (name, value) => `export ${name}=${posixQuote(value)}`,
    }),
  fish: (facts) =>
    lines(facts, {
      first: ['set -e AWS_PROFILE'],
      say: (name, value) => `set -gx ${name} ${fishQuote(value)}`,
    }),
  powershell: (facts) =>
    lines(facts, {
      first: ['$Env:AWS_PROFILE=$null'],
      say: (name, value) => `$Env:${name}=${powershellQuote(value)}`,
    }),
  cmd: (facts) =>
    lines(
      facts,
      {
        note: 'REM practice account',
        first: ['SET AWS_PROFILE='],
        say: (name, value) => `SET ${name}=${cmdEscape(value)}`,
      },
      '\r\n',
    ),
  dotenv: (facts) =>
    lines(facts, {
      first: [],
      say: (name, value) => `${name}=${dotenvQuote(value)}`,
    }),
  'credentials-file': credentialsFile,
  json: stsJson,
};

/**
 * Every form in which credentials can be pasted. Each ends with its line end, so that the
 * last line runs as well.
 *
 * @see https://docs.aws.amazon.com/cli/latest/reference/configure/export-credentials.html
 */
export function formatsOf(facts: FormatFacts): Record<CredentialFormat, string> {
  const forms = Object.entries(FORMS).map(([name, form]) => [name, form(facts)]);
  return Object.fromEntries(forms) as Record<CredentialFormat, string>; // keys are those of FORMS
}

const UNSET: Partial<Record<CredentialFormat, (name: string) => string>> = {
  bash: (name) => `unset ${name}\n`,
  fish: (name) => `set -e ${name}\n`,
  powershell: (name) => `$Env:${name}=$null\n`,
  cmd: (name) => `SET ${name}=\r\n`,
};

const NO_VALUES = {
  accessKeyId: '',
  secretAccessKey: '',
  sessionToken: '',
  expiresAt: new Date(0),
  region: '',
};

/**
 * Lines that take every variable of a set block away again, and nothing else; null for a form
 * that no shell keeps.
 */
export function unsetTextOf(
  format: CredentialFormat,
  { isPractice }: { isPractice: boolean },
): string | null {
  const unset = UNSET[format];
  if (!unset) return null;
  const endpointUrl = isPractice ? 'http://practice' : null;
  const variables = variablesOf({ ...NO_VALUES, endpointUrl });
  return variables.map(([name]) => unset(name)).join('');
}
