import type { AssumeParams } from '../question';
import type { Derived } from './derived';
import { findTag, tagsOf } from './tags';

const one = (value: string | undefined): Derived =>
  value === undefined ? undefined : [value];

/** Keys that come from the parameters of the sts:AssumeRole* call. */
export function requestKey(params: AssumeParams, key: string): Derived {
  switch (key) {
    case 'sts:externalid':
      return one(params.ExternalId);
    case 'sts:rolesessionname':
      return one(params.RoleSessionName);
    case 'sts:sourceidentity':
      return one(params.SourceIdentity);
    case 'sts:transitivetagkeys':
      return params.TransitiveTagKeys;
    case 'aws:tagkeys':
      return params.Tags && tagsOf(params.Tags).map(({ Key }) => Key);
    default:
      return requestTag(params, key);
  }
}

function requestTag({ Tags }: AssumeParams, key: string): Derived {
  const prefix = 'aws:requesttag/';
  if (!Tags || !key.startsWith(prefix)) return undefined;
  const value = findTag(tagsOf(Tags), key.slice(prefix.length));
  return value === undefined ? 'absent' : [value];
}
