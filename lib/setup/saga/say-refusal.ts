import type { AwsFailure } from '@/lib/ports';

type Refused = Pick<
  Extract<AwsFailure, { kind: 'refused' }>,
  'code' | 'operation' | 'message'
>;

type Place = { operation: string; account: string; what: string };

type Rule = {
  code: RegExp;
  /** What AWS's own words have to say too; absent for anything. */
  message?: RegExp;
  say(place: Place): string;
};

const ANEW =
  'Undo this plan or leave it, correct the field in the wizard, and apply the plan that comes of it.';

/** What each refusal means and the way on; the first rule that fits counts. */
const RULES: Rule[] = [
  {
    code: /^AccessDenied/,
    message: /service control policy/i,
    say: ({ operation, account }) =>
      `A service control policy of the organisation denies ${operation} in ${account}. Who administers the organisation has to let the console’s role do it; then retry.`,
  },
  {
    code: /^AccessDenied/,
    message: /resource control policy/i,
    say: ({ operation, account }) =>
      `A resource control policy of the organisation denies ${operation} in ${account}. Who administers the organisation has to let it through; then retry.`,
  },
  {
    code: /^AccessDenied/,
    message: /BlockPublicPolicy|public polic/i,
    say: ({ what, account }) =>
      `AWS takes ${what} for public, and ${account} blocks public policies. Name principals and not everybody. ${ANEW}`,
  },
  {
    code: /^AccessDenied/,
    message: /iam:AttachRolePolicy.*explicit deny/is,
    say: ({ what, account }) =>
      `The console’s own identity in ${account} is denied to attach this (${what}), as it is for policies that make administrators. Somebody who may do so attaches it there; then retry, which finds it and goes on. Or let the console’s role do it.`,
  },
  {
    code: /^AccessDenied|^UnauthorizedOperation$/,
    say: ({ operation, account }) =>
      `The console’s own identity in ${account} may not do ${operation}. Allow it there, then retry.`,
  },
  {
    code: /^(?:ExpiredToken|InvalidClientTokenId|UnrecognizedClient|InvalidAccessKeyId|SignatureDoesNotMatch)/,
    say: ({ account }) =>
      `AWS does not take the console’s keys for ${account} any more. Test its connection in Settings, Accounts, then retry.`,
  },
  {
    code: /Policy|LimitExceeded/,
    message: /too large|size|maximum (?:policy|allowed)|exceed.*(?:length|bytes)/i,
    say: ({ what, account }) =>
      `${what} would be larger than AWS allows in ${account}. Take out statements that nobody needs any more, or trust an account or a role in place of many principals; then make the plan anew.`,
  },
  {
    code: /^LimitExceeded/,
    say: ({ account }) =>
      `${account} has reached a limit of AWS. Make room there, then retry.`,
  },
  {
    code: /^MalformedPolicy/,
    message: /principal/i,
    say: ({ what, account }) =>
      `A principal that ${what} names does not exist: it was deleted, it is mistyped, or its role is not made yet. Make it and retry; or name another. AWS wrote nothing in ${account}.`,
  },
  {
    code: /^MalformedPolicy/,
    say: ({ account }) => `AWS does not accept this document in ${account}. ${ANEW}`,
  },
  {
    code: /^(?:NoSuchEntity|NoSuchBucket$|NotFoundException$)/,
    say: ({ what, account }) =>
      `What ${what} is written to does not exist in ${account} any more. Make it there and retry; or undo, read the account again, and make the plan anew.`,
  },
  {
    code: /^EntityAlreadyExists/,
    say: ({ what, account }) =>
      `${what}: that name was taken in ${account} meanwhile. Retry if it was this plan; else undo, and choose another name in the wizard.`,
  },
  {
    code: /^(?:ConcurrentModification|OperationAborted|ConflictException)/,
    say: ({ what, account }) =>
      `Somebody else is changing ${what} in ${account} at this moment. Retry reads first what stands, so nothing of theirs is lost.`,
  },
  {
    code: /^DeleteConflict/,
    say: ({ what, account }) =>
      `${what}: something that this plan did not make still hangs on it in ${account}. Take that off first, then retry.`,
  },
  {
    code: /^UnmodifiableEntity/,
    say: ({ what, account }) =>
      `${what} belongs to an AWS service in ${account}, and only that service may change it. Undo this plan, and choose another role.`,
  },
  {
    code: /^(?:KMSInvalidState|DisabledException|InvalidState)/,
    say: ({ what, account }) =>
      `The key of ${what} is off, or waits to be deleted, in ${account}. Enable it there, then retry.`,
  },
  {
    code: /^(?:AWSOrganizationsNotInUse|OrganizationsNotInUse)/,
    say: ({ account }) =>
      `${account} is in no organisation. Leave the organisation guard off: ${ANEW}`,
  },
  {
    code: /^(?:OptInRequired|RegionDisabled|AuthFailure)/,
    say: ({ account }) =>
      `The region is not switched on in ${account}. Switch it on there, or use a bucket of another region.`,
  },
  {
    code: /^(?:ServiceFailure|InternalFailure|InternalError|KMSInternal|DependencyTimeout|ServiceUnavailable|SlowDown)/,
    say: () => 'AWS itself failed just now. Retry reads first what stands.',
  },
  {
    code: /^(?:InvalidInput|ValidationError|ValidationException|InvalidArgument|InvalidRequest)/,
    say: ({ what, account }) =>
      `AWS does not take a value of ${what} in ${account}; its own words below say which. ${ANEW}`,
  },
];

/** Why AWS refused a write, in one or two sentences: what it means, and what to do next. */
export function sayRefusal(
  { code, operation, message }: Refused,
  what: string,
  account: string,
): string {
  const rule = RULES.find(
    (one) => one.code.test(code) && (one.message?.test(message) ?? true),
  );
  return rule
    ? rule.say({ operation, account, what })
    : `AWS refused ${operation} in ${account}: ${code}. Its own words below say why. Mend that and retry; or undo what is written.`;
}
