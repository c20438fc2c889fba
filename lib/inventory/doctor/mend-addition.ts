import type { LayerProof } from '@/lib/iam/answer';
import { isAccountCaller, principalArnOf } from '@/lib/iam/evaluate/caller';
import { viaOf } from '@/lib/iam/render/mend';
import { type Asked, callerAccount, callerOf, isTheirs } from './asked';
import { nameOfResource } from './denied-request';

/** Where the statement goes, in words that end with it. */
export function sayAddition({ layer }: LayerProof, asked: Asked): string {
  const on = nameOfResource(asked.request.resource);
  switch (layer) {
    case 'trust':
      return isOutsider(asked)
        ? `add this statement to the trust policy of ${on}, with an external ID that the caller agrees to send:`
        : `add this statement to the trust policy of ${on}:`;
    case 'resource':
      return `add this statement to the resource policy of ${on}:`;
    case 'identity':
      return 'add this statement to a policy of the caller:';
    case 'boundary':
      return 'let the permissions boundary of the caller allow it as well, or set another boundary:';
    case 'session':
      return 'make the session with a session policy that allows it as well:';
    default:
      return 'every level from the root to the account has to allow it; the level that does not needs:';
  }
}

/** To be filled in. STS takes no such characters in an external ID: as it stands it lets nobody in. */
const AGREED_ID = { StringEquals: { 'sts:ExternalId': '<the external ID agreed on>' } };

/** Who takes a role from outside may be led to do it for somebody else: an external ID says for whom. */
function isOutsider(asked: Asked): boolean {
  const { request, world } = asked;
  const id = callerAccount(asked);
  const isTaking = request.action.toLowerCase() === 'sts:assumerole';
  return isTaking && id !== null && world.names(id).isOutside;
}

export function additionTo({ layer }: Pick<LayerProof, 'layer'>, asked: Asked): string {
  const { action, resource } = asked.request;
  // A key policy is about its own key, whatever the key is called.
  const own = resource.includes(':kms:') && layer === 'resource' ? '*' : resource;
  const statement = {
    Effect: 'Allow',
    ...(isTheirs(layer) && { Principal: trusted(asked) }),
    Action: action,
    ...(layer === 'trust' ? {} : { Resource: layer === 'scp' ? '*' : own }),
    ...conditionOf(layer, asked),
  };
  return JSON.stringify(statement, null, 2);
}

function conditionOf(layer: LayerProof['layer'], asked: Asked): object {
  if (layer === 'trust' && isOutsider(asked)) return { Condition: AGREED_ID };
  const { request, isThroughS3 = false } = asked;
  return viaOf({ resource: request.resource, isThroughS3 });
}

/** A session is gone tomorrow: its role is who a policy names. */
function trusted(asked: Asked): unknown {
  const caller = callerOf(asked);
  return isAccountCaller(caller)
    ? { AWS: principalArnOf(caller) }
    : asked.request.principal;
}
