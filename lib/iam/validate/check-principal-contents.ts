import { ACCOUNT_ID_PATTERN } from '@/lib/core/patterns';
import type { PolicyKind } from '../parse/policy';
import { isObject, type JsonObject, toStrings } from '../parse/values';
import type { Complain } from './complain';
import { validateField } from './validate-field';

const ARN =
  /^arn:aws[a-z-]*:(?:iam::\d{12}:(?:root$|(?:user|role)\/[!-~]+$)|sts::\d{12}:(?:assumed-role\/[!-~]+\/[!-~]+$|federated-user\/[!-~]+$))/;
const ORIGIN_ACCESS_IDENTITY =
  /^arn:aws[a-z-]*:iam::cloudfront:user\/CloudFront Origin Access Identity \w+$/;
const HOST = /^(?:[a-z0-9-]+\.)+[a-z]{2,}$/;
const PROVIDER = /^arn:aws[a-z-]*:iam::\d{12}:(?:oidc|saml)-provider\/[!-~]+$/;
const CANONICAL_USER = /^[0-9a-f]{64}$/;

/**
 * Principals that AWS would refuse. Whether a principal exists is not looked at.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function checkPrincipalContents(
  statement: JsonObject,
  kind: PolicyKind,
  complain: Complain,
): void {
  const element = statement['NotPrincipal'] === undefined ? 'Principal' : 'NotPrincipal';
  const given = statement[element];
  if (!isObject(given)) return;
  const say = (code: string, message: string) => complain(code, message, element);
  for (const entry of entriesOf(given, 'AWS')) checkAws(entry, say);
  for (const entry of entriesOf(given, 'Service')) checkService(entry, say);
  for (const entry of entriesOf(given, 'Federated')) checkFederated(entry, say);
  for (const entry of entriesOf(given, 'CanonicalUser')) checkCanonical(entry, kind, say);
}

const entriesOf = (principal: JsonObject, name: string): string[] =>
  toStrings(principal[name] ?? []) ?? [];

type Say = (code: string, message: string) => void;

const namesOne = (entry: string): boolean =>
  ACCOUNT_ID_PATTERN.test(entry) ||
  ARN.test(entry) ||
  ORIGIN_ACCESS_IDENTITY.test(entry) ||
  isUniqueId(entry);

/** AWS shows a deleted user or role as its unique id. */
const isUniqueId = (entry: string): boolean =>
  validateField('UserId', entry).valid || validateField('RoleId', entry).valid;

function checkAws(entry: string, say: Say): void {
  if (entry === '*') return;
  if (entry.includes('*')) {
    say(
      'invalid-principal-wildcard',
      `Name the principal in full: "${entry}" has a wildcard, which a principal cannot have.`,
    );
  } else if (/:group\//.test(entry)) {
    say('group-as-principal', 'Name users or roles: a group cannot be a principal.');
  } else if (!namesOne(entry)) {
    say('invalid-principal', `Write "${entry}" as an account ID, an ARN or "*".`);
  }
}

function checkService(entry: string, say: Say): void {
  if (HOST.test(entry)) return;
  say('invalid-principal', `Write "${entry}" as a service: ec2.amazonaws.com.`);
}

function checkFederated(entry: string, say: Say): void {
  if (HOST.test(entry) || PROVIDER.test(entry)) return;
  say('invalid-principal', `Write "${entry}" as the ARN of an identity provider.`);
}

/** Only S3 knows accounts by their canonical id. */
function checkCanonical(entry: string, kind: PolicyKind, say: Say): void {
  if (kind === 'bucket' && CANONICAL_USER.test(entry)) return;
  say('invalid-principal', `Name "${entry}" by its ARN or its account ID.`);
}
