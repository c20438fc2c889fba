import { lookUp } from '@/lib/core/look-up';

import { serviceName } from './service-names';

const WORDS: Record<string, string> = {
  'sts:assumerole': 'Take the role: get temporary credentials for it.',
  'sts:assumerolewithwebidentity':
    'Take the role with a token of an OIDC identity provider.',
  'sts:assumerolewithsaml': 'Take the role with a SAML sign-in.',
  'sts:tagsession': 'Pass session tags while taking a role.',
  'sts:setsourceidentity': 'Set or carry a source identity while taking a role.',
  'sts:setcontext': 'Pass on the context of an Identity Center user while taking a role.',
  'sts:getcalleridentity': 'Ask who one is; it needs no permission.',
  'sts:getsessiontoken': 'Get temporary credentials for oneself, for example with MFA.',
  'sts:getfederationtoken': 'Get temporary credentials for a federated user.',
  's3:getobject': 'Read objects.',
  's3:putobject': 'Write objects.',
  's3:deleteobject': 'Delete objects.',
  's3:listbucket': 'List what is in the bucket.',
  's3:getbucketlocation': 'Ask in which region the bucket is.',
  'kms:encrypt': 'Encrypt with the key.',
  'kms:decrypt': 'Decrypt with the key.',
  'kms:generatedatakey': 'Make data keys, as needed to write encrypted objects.',
  'kms:describekey': 'Read what kind of key it is.',
  'iam:passrole': 'Hand a role to an AWS service, which then acts with it.',
};

/**
 * One entry of `Action` or `NotAction` in a sentence.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
 */
export function explainAction(action: string): string {
  const known = lookUp(WORDS, action.toLowerCase());
  if (known) return known;
  if (action === '*' || action === '*:*') return 'Every action of every service.';
  const [, prefix, name] = /^([\w-]+):(.+)$/.exec(action) ?? [];
  if (!prefix || !name) return 'Not an action: one is written service:name.';
  return sayPattern(serviceName(prefix), name);
}

function sayPattern(service: string, name: string): string {
  if (name === '*') return `Every action of ${service}.`;
  const [, start] = /^([^*?]+)\*$/.exec(name) ?? [];
  if (start) return `Every action of ${service} whose name begins with ${start}.`;
  return /[*?]/.test(name)
    ? `Every action of ${service} whose name fits ${name}.`
    : `The action ${name} of ${service}.`;
}
