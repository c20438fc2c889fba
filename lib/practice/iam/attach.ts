import { nameOfArn } from '@/lib/core/arn';
import { type Call, changed, type Operations } from '../operation';
import { limitExceeded, noSuchEntity } from '../wire/aws-error';
import { findPolicy, policyAt } from './find-policy';
import { allowedEntity, changeable, forKinds, type Holder, KINDS } from './holder';
import { holderContext } from './inline';
import { pageOf } from './paging';
import { ATTACHED_QUOTA } from './quotas';

type Given = { PolicyArn: string };
type Paged = { Marker?: string; MaxItems?: number; PathPrefix?: string };

function holderOf(call: Call, verb: 'Attach' | 'Detach', holder: Holder, arn: string) {
  const context = { ...holderContext(call, holder), 'iam:PolicyARN': arn };
  const action = `iam:${verb}${holder.title}Policy`;
  return changeable(allowedEntity(call, action, holder, context));
}

function attach(call: Call, holder: Holder, { PolicyArn: arn }: Given) {
  const entity = holderOf(call, 'Attach', holder, arn);
  if (!findPolicy(call.account, arn))
    throw noSuchEntity(`Policy ${arn} does not exist or is not attachable.`);
  if (entity.attached.includes(arn)) return {};
  const quota = ATTACHED_QUOTA[holder.kind];
  if (entity.attached.length >= quota)
    throw limitExceeded(`Cannot exceed quota for PoliciesPer${holder.title}: ${quota}`);
  entity.attached.push(arn);
  changed(call);
  return {};
}

function detach(call: Call, holder: Holder, { PolicyArn: arn }: Given) {
  const entity = holderOf(call, 'Detach', holder, arn);
  if (!entity.attached.includes(arn)) throw noSuchEntity(`Policy ${arn} was not found.`);
  entity.attached = entity.attached.filter((attached) => attached !== arn);
  changed(call);
  return {};
}

function list(call: Call, holder: Holder, page: Paged) {
  const entity = allowedEntity(call, `iam:ListAttached${holder.title}Policies`, holder);
  const inPath = entity.attached.filter((arn) =>
    policyAt(call.account, arn).path.startsWith(page.PathPrefix ?? '/'),
  );
  const { items, rest } = pageOf(inPath, (arn) => arn, page);
  return {
    AttachedPolicies: items.map((arn) => ({
      PolicyName: nameOfArn(arn),
      PolicyArn: arn,
    })),
    ...rest,
  };
}

export const attachOperations: Operations = {
  ...forKinds(KINDS, (title) => `Attach${title}Policy`, attach),
  ...forKinds(KINDS, (title) => `Detach${title}Policy`, detach),
  ...forKinds(KINDS, (title) => `ListAttached${title}Policies`, list),
};
