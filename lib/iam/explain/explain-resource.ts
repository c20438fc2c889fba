import { type ArnParts, nameOfArn, parseArn } from '@/lib/core/arn';
import type { PolicyKind } from '../parse/policy';
import { startUpper } from './list-words';
import { serviceName } from './service-names';

/**
 * One entry of `Resource` or `NotResource` in a sentence.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function explainResource(entry: string, kind: PolicyKind): string {
  if (entry === '*') {
    return kind === 'key' ? 'This key, the one that holds the policy.' : 'Any resource.';
  }
  const parts = parseArn(entry);
  if (!parts) return sayBeginning(entry);
  const { service, accountId, resource } = parts;
  if (service === 's3') return sayS3(resource);
  return service === 'iam' ? sayIam(resource, accountId) : sayOther(parts);
}

const sayBeginning = (entry: string): string =>
  entry.startsWith('arn:') && entry.endsWith('*')
    ? `Every resource whose ARN begins with ${entry.slice(0, -1)}.`
    : 'Not an ARN: it fits nothing.';

function sayOther({ service, accountId, region, resource }: ArnParts): string {
  const account = isNamed(accountId) ? ` in account ${accountId}` : '';
  const where = isNamed(region) ? ` in ${region}` : '';
  return `The ${serviceName(service)} resource ${resource}${account}${where}.`;
}

const isNamed = (part: string): boolean => part !== '' && part !== '*';

function sayS3(resource: string): string {
  const [bucket = '', ...rest] = resource.split('/');
  const key = rest.join('/');
  const where = sayBucket(bucket);
  if (rest.length === 0)
    return bucket === '*'
      ? 'Every bucket and every object.'
      : `${startUpper(where)} itself, not its objects.`;
  if (key === '*') return `Every object of ${where}.`;
  const [, prefix] = /^([^*?]+)\*$/.exec(key) ?? [];
  if (prefix) return `Every object of ${where} whose key begins with ${prefix}.`;
  return /[*?]/.test(key)
    ? `Every object of ${where} whose key fits ${key}.`
    : `The object ${key} of ${where}.`;
}

function sayBucket(bucket: string): string {
  if (bucket === '*') return 'any bucket';
  return /[*?]/.test(bucket)
    ? `any bucket whose name fits ${bucket}`
    : `the bucket ${bucket}`;
}

function sayIam(resource: string, accountId: string): string {
  const where = /^\d{12}$/.test(accountId)
    ? ` of account ${accountId}`
    : ' of any account';
  const [kind = '', ...path] = resource.split('/');
  const name = path.join('/');
  if (name === '') return `The IAM resource ${resource}${where}.`;
  if (name === '*') return `Every ${kind}${where}.`;
  return /[*?]/.test(name)
    ? `Every ${kind}${where} whose path and name fit ${name}.`
    : `The ${kind} ${nameOfArn(resource)}${where}.`;
}
