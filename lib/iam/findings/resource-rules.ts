import type { AccountFacts, BucketFacts, KeyFacts } from '../facts/account-facts';
import type { ParsedStatement } from '../parse/policy';
import { rememberPolicy } from '../parse/remember-policy';
import { type Finding, finding } from './finding';
import { isLimited } from './guards';
import { policyFindings } from './statement-rules';

const isOpen = (statement: ParsedStatement): boolean =>
  statement.effect === 'Allow' &&
  statement.principal?.isEveryone === true &&
  !statement.principal.isNegated &&
  !isLimited(statement);

const allowsAllBut = ({ effect, principal }: ParsedStatement): boolean =>
  effect === 'Allow' && principal?.isNegated === true;

export function bucketFindings(
  { partition }: AccountFacts,
  bucket: BucketFacts,
): Finding[] {
  if (!bucket.policy) return [];
  const policy = rememberPolicy(bucket.policy, 'bucket');
  const subject = `arn:${partition ?? 'aws'}:s3:::${bucket.name}`;
  const findings = policyFindings(policy, subject);
  if (policy.statements.some(isOpen)) {
    const message =
      'Everyone, without signing in, can use this bucket: name the principals.';
    findings.push(finding('bucket-public', subject, message));
  }
  if (policy.statements.some(allowsAllBut)) findings.push(notPrincipal(subject));
  return findings;
}

export function keyFindings(account: AccountFacts, key: KeyFacts): Finding[] {
  const policy = rememberPolicy(key.policy, 'key');
  const findings = policyFindings(policy, key.arn);
  if (policy.statements.some(isOpen)) {
    const message = 'Everyone with an AWS account can use this key: name the principals.';
    findings.push(finding('kms-public', key.arn, message));
  }
  if (policy.statements.some(allowsAllBut)) findings.push(notPrincipal(key.arn));
  const isUsable = policy.problems.length === 0;
  if (isUsable && !policy.statements.some((one) => delegates(one, account.accountId))) {
    const message =
      'No IAM policy counts for this key, not even an administrator’s: let its account in.';
    findings.push(finding('kms-no-account-delegation', key.arn, message));
  }
  return findings;
}

const notPrincipal = (subject: string): Finding =>
  finding(
    'notprincipal-allow',
    subject,
    'Allow with NotPrincipal lets in everybody else, strangers included: name the principals.',
  );

const delegates = ({ effect, principal }: ParsedStatement, accountId: string): boolean =>
  effect === 'Allow' &&
  (principal?.aws ?? []).some(
    (entry) => entry === accountId || entry.endsWith(`:iam::${accountId}:root`),
  );
