import { parseArn } from '@/lib/core/arn';
import { ConnectAccountInput } from '@/lib/inventory/schema';
import type { ConnectFields } from './types';

/** The form as it is typed, both kinds at once, so that changing the kind loses nothing. */
export type ConnectForm = {
  kind: 'profile' | 'assumed';
  accountId: string;
  name: string;
  profile: string;
  hubAccountId: string;
  readRoleArn: string;
  writeRoleArn: string;
  region: string;
};

export const EMPTY_FORM: ConnectForm = {
  kind: 'profile',
  accountId: '',
  name: '',
  profile: '',
  hubAccountId: '',
  readRoleArn: '',
  writeRoleArn: '',
  region: 'us-east-1',
};

/** `1111 2222 3333` and `1111-2222-3333` are how people write an account id. */
export const cleanAccountId = (typed: string): string => typed.replace(/[\s-]/g, '');

export function inputOf(form: ConnectForm): ConnectFields {
  const accountId = cleanAccountId(form.accountId);
  const { name, region } = form;
  if (form.kind === 'profile') {
    return { kind: 'profile', accountId, name, region, profile: form.profile };
  }
  return {
    kind: 'assumed',
    accountId,
    name,
    region,
    hubAccountId: form.hubAccountId,
    readRoleArn: form.readRoleArn.trim(),
    writeRoleArn: form.writeRoleArn.trim(),
  };
}

const EXPECTED: Partial<Record<string, string>> = {
  hubAccountId: 'Choose the account whose connection takes the role.',
  writeRoleArn: 'Expected arn:aws:iam::<account>:role/<name>, or nothing.',
};

/** What is wrong with each field, as sentences; empty when the form can be sent. */
export function problemsOf(form: ConnectForm): Record<string, string> {
  const input = inputOf(form);
  const parsed = ConnectAccountInput.safeParse(input);
  const problems: Record<string, string> = {};
  for (const issue of parsed.success ? [] : parsed.error.issues) {
    const field = String(issue.path[0] ?? 'kind');
    problems[field] ??= EXPECTED[field] ?? issue.message;
  }
  return { ...strangersOf(input), ...problems };
}

/** Roles that are named whole, but live in another account than the one to connect. */
function strangersOf(input: ConnectFields): Record<string, string> {
  if (input.kind === 'profile' || !/^\d{12}$/.test(input.accountId)) return {};
  const { accountId, readRoleArn, writeRoleArn } = input;
  const problems: Record<string, string> = {};
  for (const [field, arn] of Object.entries({ readRoleArn, writeRoleArn })) {
    const home = parseArn(arn)?.accountId;
    if (home && home !== accountId)
      problems[field] = `This role is in account ${home}, not in ${accountId}.`;
  }
  return problems;
}
