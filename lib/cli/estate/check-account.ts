import type { CollectedAccount } from '@/lib/iam/world';

/** What is wrong in one place of an account's file. */
type Complain = (what: string) => void;

type Fields = Record<string, unknown>;

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const LISTS: Record<string, string[]> = {
  UserDetailList: ['Arn', 'UserName', 'UserId', 'Path'],
  GroupDetailList: ['Arn', 'GroupName'],
  RoleDetailList: ['Arn', 'RoleName', 'RoleId', 'Path'],
  Policies: ['Arn', 'PolicyName', 'DefaultVersionId'],
};

/** Lists inside an entry that may be left out, but have to be lists where they stand. */
const INNER_LISTS = [
  'UserPolicyList',
  'GroupPolicyList',
  'RolePolicyList',
  'AttachedManagedPolicies',
  'GroupList',
  'Tags',
  'PolicyVersionList',
];

/**
 * An account as `aws iam get-account-authorization-details` prints it. What does not have its
 * shape is left out and told; null when nothing of it can be used.
 */
export function checkAccount(
  value: unknown,
  complain: Complain,
): CollectedAccount | null {
  if (!isObject(value) || !Array.isArray(value['RoleDetailList'])) {
    complain(
      'is not what get-account-authorization-details prints: it has no RoleDetailList',
    );
    return null;
  }
  const checked: Fields = { ...value };
  for (const [name, required] of Object.entries(LISTS)) {
    const list = value[name] ?? [];
    if (!Array.isArray(list)) complain(`${name}: is not a list`);
    checked[name] = (Array.isArray(list) ? list : []).filter((entry, at) =>
      isSound(entry, required, (what) => complain(`${name}[${at}]${what}`)),
    );
  }
  // Every list that the engine walks has been looked at.
  return checked as CollectedAccount;
}

function isSound(entry: unknown, required: string[], complain: Complain): boolean {
  if (!isObject(entry)) {
    complain(': is not an object');
    return false;
  }
  const missing = required.find((name) => typeof entry[name] !== 'string');
  if (missing !== undefined) complain(`: has no ${missing}`);
  const broken = INNER_LISTS.find(
    (name) => entry[name] !== undefined && !isListOfKnown(entry[name]),
  );
  if (broken !== undefined) complain(`: ${broken} is not a list of its kind`);
  const isPolicy = required.includes('DefaultVersionId');
  const lacksVersions = isPolicy && entry['PolicyVersionList'] === undefined;
  if (lacksVersions) complain(': has no PolicyVersionList');
  return missing === undefined && broken === undefined && !lacksVersions;
}

const isListOfKnown = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.every((item) => typeof item === 'string' || isObject(item));
