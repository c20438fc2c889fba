import { policyCharacters } from '@/lib/iam/validate/policy-size';
import { type Call, changed, type Operations } from '../operation';
import { limitExceeded, noSuchEntity } from '../wire/aws-error';
import { encodeRfc3986 } from '../wire/request';
import type { StoredEntity } from '../world/types';
import { findEntity } from './arns';
import { boundaryContext } from './boundaries';
import { allowedEntity, changeable, forKinds, type Holder, KINDS } from './holder';
import { pageOf } from './paging';
import { checkIdentityPolicy } from './policy-document';
import { INLINE_SIZE_QUOTA } from './quotas';

type Named = { PolicyName: string };
type Put = Named & { PolicyDocument: string };
type Paged = { Marker?: string; MaxItems?: number };

/** A holder's boundary is a condition key of calls that change its policies. */
export function holderContext(
  call: Call,
  { kind, name }: Holder,
): Record<string, string> {
  const entity: StoredEntity | null = findEntity(call.account, kind, name);
  const boundary = entity && entity.kind !== 'group' ? entity.boundary : null;
  return boundaryContext(boundary ?? undefined);
}

function checkSize(entity: StoredEntity, { PolicyName, PolicyDocument }: Put): void {
  const others = entity.inline.filter(({ name }) => name !== PolicyName);
  const size = [PolicyDocument, ...others.map(({ document }) => document)]
    .map(policyCharacters)
    .reduce((sum, one) => sum + one, 0);
  const quota = INLINE_SIZE_QUOTA[entity.kind];
  if (size > quota)
    throw limitExceeded(
      `Maximum policy size of ${quota} bytes exceeded for ${entity.kind} ${entity.name}`,
    );
}

const toChange = (call: Call, verb: 'Put' | 'Delete', holder: Holder) =>
  changeable(
    allowedEntity(
      call,
      `iam:${verb}${holder.title}Policy`,
      holder,
      holderContext(call, holder),
    ),
  );

function put(call: Call, holder: Holder, policy: Put) {
  const entity = toChange(call, 'Put', holder);
  checkIdentityPolicy(policy.PolicyDocument);
  checkSize(entity, policy);
  const { PolicyName: name, PolicyDocument: document } = policy;
  const before = entity.inline.find((inline) => inline.name === name);
  if (before) before.document = document;
  else entity.inline.push({ name, document });
  changed(call);
  return {};
}

function inlineNamed({ kind, inline }: StoredEntity, policyName: string) {
  const found = inline.find(({ name }) => name === policyName);
  if (!found)
    throw noSuchEntity(`The ${kind} policy with name ${policyName} cannot be found.`);
  return found;
}

function get(call: Call, holder: Holder, { PolicyName }: Named) {
  const entity = allowedEntity(call, `iam:Get${holder.title}Policy`, holder);
  return {
    [`${holder.title}Name`]: holder.name,
    PolicyName,
    PolicyDocument: encodeRfc3986(inlineNamed(entity, PolicyName).document),
  };
}

function remove(call: Call, holder: Holder, { PolicyName }: Named) {
  const entity = toChange(call, 'Delete', holder);
  const found = inlineNamed(entity, PolicyName);
  entity.inline = entity.inline.filter((inline) => inline !== found);
  changed(call);
  return {};
}

function list(call: Call, holder: Holder, page: Paged) {
  const entity = allowedEntity(call, `iam:List${holder.title}Policies`, holder);
  const { items, rest } = pageOf(entity.inline, ({ name }) => name, page);
  return { PolicyNames: items.map(({ name }) => name), ...rest };
}

export const inlineOperations: Operations = {
  ...forKinds(KINDS, (title) => `Put${title}Policy`, put),
  ...forKinds(KINDS, (title) => `Get${title}Policy`, get),
  ...forKinds(KINDS, (title) => `Delete${title}Policy`, remove),
  ...forKinds(KINDS, (title) => `List${title}Policies`, list),
};
