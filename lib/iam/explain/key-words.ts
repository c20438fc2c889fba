import { lookUp } from '@/lib/core/look-up';

const SUBJECTS: Record<string, string> = {
  'aws:principalarn': 'the caller',
  'aws:principalaccount': "the caller's account",
  'aws:principalorgid': "the caller's organisation",
  'aws:principalorgpaths': "the caller's place in the organisation",
  'aws:principaltype': 'the kind of caller',
  'aws:username': 'the user name',
  'aws:userid': "the caller's id",
  'aws:requestedregion': 'the region',
  'aws:sourceip': "the caller's IP address",
  'aws:sourcevpc': 'the VPC of the request',
  'aws:sourcevpce': 'the VPC endpoint of the request',
  'aws:sourcearn': 'the resource the service acts for',
  'aws:sourceaccount': 'the account the service acts for',
  'aws:sourceorgid': 'the organisation the service acts for',
  'aws:sourceidentity': 'the source identity',
  'aws:currenttime': 'the time',
  'aws:epochtime': 'the time',
  'aws:tokenissuetime': 'the time the session began',
  'aws:multifactorauthpresent': 'the MFA mark',
  'aws:multifactorauthage': 'the age of the MFA sign-in in seconds',
  'aws:securetransport': 'encryption in transit',
  'aws:tagkeys': 'the tag keys',
  'aws:resourceaccount': "the resource's account",
  'aws:resourceorgid': "the resource's organisation",
  'aws:viaawsservice': 'the mark of a call made by a service',
  'aws:principalisawsservice': 'the mark of an AWS service',
  'sts:externalid': 'the external ID',
  'sts:rolesessionname': 'the session name',
  'sts:sourceidentity': 'the source identity',
  'sts:transitivetagkeys': 'the transitive tag keys',
  's3:prefix': 'the listed prefix',
};

const TAGS: Record<string, string> = {
  'aws:principaltag': "the caller's tag",
  'aws:requesttag': 'the session tag',
  'aws:resourcetag': "the resource's tag",
  'iam:resourcetag': "the resource's tag",
};

/** The noun a key stands for: "the external ID" for `sts:ExternalId`. */
export function subjectOf(key: string): string {
  const known = lookUp(SUBJECTS, key.toLowerCase());
  if (known) return known;
  const [prefix = '', ...rest] = key.split('/');
  const tag = lookUp(TAGS, prefix.toLowerCase());
  if (tag && rest.length > 0) return `${tag} ${rest.join('/')}`;
  return claimOf(key) ?? key;
}

/** `token.actions.githubusercontent.com:sub` is the `sub` of that issuer's token. */
function claimOf(key: string): string | null {
  const [, issuer, claim] = /^([\w.-]+\.[a-z]{2,}(?:\/[^:]*)?):(\w+)$/.exec(key) ?? [];
  return issuer ? `${claim} of the token from ${issuer}` : null;
}
