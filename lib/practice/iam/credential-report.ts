import { authorize } from '../authorize/authorize';
import { type Call, noted, type Operations, worldTime } from '../operation';
import { AwsError } from '../wire/aws-error';
import type { KeyState } from '../world/session-types';
import type { AccountState, StoredUser, World } from '../world/types';
import { keysOfUser } from './access-keys';

/** A report is good for four hours; until then no new one is made. */
const GOOD_FOR_MS = 4 * 3600_000;
const KEYS_SHOWN = 2;

const COLUMNS = [
  'user',
  'arn',
  'user_creation_time',
  'password_enabled',
  'password_last_used',
  'password_last_changed',
  'password_next_rotation',
  'mfa_active',
  ...[1, 2].flatMap((number) => [
    `access_key_${number}_active`,
    `access_key_${number}_last_rotated`,
    `access_key_${number}_last_used_date`,
    `access_key_${number}_last_used_region`,
    `access_key_${number}_last_used_service`,
  ]),
  ...[1, 2].flatMap((number) => [`cert_${number}_active`, `cert_${number}_last_rotated`]),
];

const NONE = 'N/A';

const csvTime = (at: string | number): string =>
  new Date(at).toISOString().replace(/\.\d+Z$/, '+00:00');

function keyCells(key: KeyState | undefined): string[] {
  if (!key) return ['false', NONE, NONE, NONE, NONE];
  const used = key.lastUsed;
  return [
    String(key.isActive),
    csvTime(key.createdAt),
    used ? csvTime(used.at) : NONE,
    used?.region ?? NONE,
    used?.service ?? NONE,
  ];
}

const NO_CERTIFICATES = ['false', NONE, 'false', NONE];

function userRow(user: StoredUser, keys: KeyState[]): string[] {
  const oldestFirst = [...keys].sort((a, b) => a.createdAt - b.createdAt);
  return [
    user.name,
    user.arn,
    csvTime(user.createdAt),
    ...['false', NONE, NONE, NONE],
    String(user.mfaDevices.length > 0),
    ...Array.from({ length: KEYS_SHOWN }, (_, at) => oldestFirst[at]).flatMap(keyCells),
    ...NO_CERTIFICATES,
  ];
}

const rootRow = (account: AccountState): string[] => [
  '<root_account>',
  `arn:${account.partition}:iam::${account.id}:root`,
  csvTime(account.joinedAt),
  ...['not_supported', 'no_information', 'not_supported', 'not_supported'],
  'true',
  ...keyCells(undefined),
  ...keyCells(undefined),
  ...NO_CERTIFICATES,
];

function reportOf(world: World, account: AccountState): string {
  const users = [...account.users.values()];
  const rows = users.map((user) => userRow(user, keysOfUser(world, user)));
  return [COLUMNS, rootRow(account), ...rows].map((row) => row.join(',')).join('\n');
}

const isGood = ({ nowMs, account: { credentialReport: report } }: Call): boolean =>
  report !== null && nowMs - Date.parse(report.createdAt) < GOOD_FOR_MS;

function generate(call: Call) {
  authorize(call, { action: 'iam:GenerateCredentialReport', resource: '*' });
  if (isGood(call)) return { State: 'COMPLETE' };
  call.account.credentialReport = {
    createdAt: worldTime(call),
    content: reportOf(call.world, call.account),
  };
  noted(call);
  return {
    State: 'STARTED',
    Description: 'No report exists. Starting a new report generation task',
  };
}

const GONE = 410;

function get(call: Call) {
  authorize(call, { action: 'iam:GetCredentialReport', resource: '*' });
  const report = call.account.credentialReport;
  if (!report)
    throw new AwsError(
      'ReportNotPresent',
      'The credential report does not exist. To generate a credential report, use GenerateCredentialReport.',
      GONE,
    );
  if (!isGood(call))
    throw new AwsError(
      'ReportExpired',
      'The most recent credential report has expired. To generate a new credential report, use GenerateCredentialReport.',
      GONE,
    );
  return {
    Content: Buffer.from(report.content),
    ReportFormat: 'text/csv',
    GeneratedTime: new Date(report.createdAt),
  };
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html */
export const credentialReportOperations = {
  GenerateCredentialReport: generate,
  GetCredentialReport: get,
} satisfies Operations;
