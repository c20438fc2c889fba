import { parseArn } from '@/lib/core/arn';
import { newAccessPath, rolePath } from '@/lib/core/links';
import type {
  Answer,
  LayerName,
  LayerProof,
  PolicyRef,
  Requirement,
} from '@/lib/iam/answer';
import {
  accountIdOf,
  type Caller,
  findCaller,
  isAccountCaller,
  principalArnOf,
  roleOf,
} from '@/lib/iam/evaluate/caller';
import { sayConditions } from '@/lib/iam/explain/say-conditions';
import { lintSubject } from '@/lib/iam/findings/lint-subject';
import type { InventoryWorld } from '../world';
import { type DeniedRequest, nameOfResource, ownerOf } from './denied-request';
import type { MendView } from './diagnosis';
import { refusingLayer } from './refusing-layer';

type Asked = { request: DeniedRequest; world: InventoryWorld; answer: Answer };

const ACCOUNTS = { href: '/settings/accounts', label: 'Open accounts' };
const UNFOUND = new Set(['no-such-principal', 'no-such-resource']);

/** What would let the request through: which document, in which account. */
export function mendDenial(asked: Asked): MendView[] {
  const { answer } = asked;
  if (answer.decision === 'deny') return mendDenied(asked);
  if (answer.decision === 'allow')
    return [
      plain(
        'Read the accounts again: something may have changed since. If the message comes again after that, look at what was not read.',
        ACCOUNTS,
      ),
    ];
  if (answer.conditionKeys.length === 0) return answer.requires.map(sayWhereToLook);
  return [
    plain(
      `Make the request so that it is let in ${sayConditions(answer)}; or change that condition, if it is not meant.`,
      roleLink(asked, 'trust'),
    ),
  ];
}

function sayWhereToLook(requirement: Requirement): MendView {
  switch (requirement.kind) {
    case 'external-identity-allow':
      return plain(
        `Connect account ${requirement.account}, or ask its owner whether the caller's own policies allow ${requirement.action} on ${requirement.resource}.`,
        ACCOUNTS,
      );
    case 'policy-document':
      return plain(
        `Look at the policy of ${requirement.arn} itself: it has to let the caller in.`,
        null,
      );
    case 'identity-provider':
      return plain(`Look whether ${requirement.arn} exists in its account.`, ACCOUNTS);
    default:
      return requirement satisfies never;
  }
}

function mendDenied(asked: Asked): MendView[] {
  const { answer } = asked;
  const refusing = refusingLayer(answer);
  if (!refusing)
    return [
      UNFOUND.has(answer.reason)
        ? plain(
            'Check the ARN for a typing error; if it is new, read the account again. A bucket or key whose policy keeps the console out is not read either.',
            ACCOUNTS,
          )
        : plain('Change the request: no policy can allow it as it was made.', null),
    ];
  const others = answer.layers.filter(
    (layer) => layer !== refusing && alsoRefuses(layer, asked),
  );
  return [refusing, ...others].map((layer) => mendLayer(layer, asked));
}

/** Across accounts both halves have to allow; a denial has to go wherever it stands. */
function alsoRefuses({ layer, verdict }: LayerProof, asked: Asked): boolean {
  if (verdict === 'denies') return true;
  const isHalf = layer === 'identity' || layer === 'trust' || layer === 'resource';
  return verdict === 'silent' && isHalf && isAcross(asked);
}

const callerOf = ({ request, world }: Asked): Caller =>
  findCaller(world.facts, request.principal);

const callerAccount = (asked: Asked): string | null => accountIdOf(callerOf(asked));

const isAcross = (asked: Asked): boolean =>
  callerAccount(asked) !== ownerOf(asked.world.facts, asked.request.resource);

function mendLayer(proof: LayerProof, asked: Asked): MendView {
  const link = roleLink(asked, proof.layer);
  const where = `In ${placeOf(proof, asked)}`;
  const [denying] = proof.statements;
  if (proof.verdict === 'denies' && denying) {
    const number = denying.statementIndex + 1;
    return plain(
      `${where}, take out or narrow statement ${number} of ${nameDocument(denying.policy)}, if it is not meant to stop this.`,
      link,
    );
  }
  const [near] = (proof.nearMisses ?? []).filter(({ effect }) => effect === 'Allow');
  if (near)
    return plain(
      `${where}, statement ${near.statementIndex + 1} of ${nameDocument(near.policy)} would allow it: make the request as its condition asks, or change the condition.`,
      link,
    );
  const crowd = isTheirs(proof.layer) ? crowdOf(asked.request) : null;
  if (crowd) {
    const resource = nameOfResource(asked.request.resource);
    return plain(
      `${where}, ${resource} would have to let in ${crowd}: do that only under conditions that say who.`,
      link,
    );
  }
  return {
    ...plain(`${where}, ${sayAddition(proof, asked)}`, link ?? wizardLink(proof, asked)),
    statement: additionTo(proof, asked),
  };
}

/** More than one caller that a statement without conditions would let in; null for one. */
function crowdOf({ principal }: DeniedRequest): string | null {
  if (principal === '*') return 'everyone';
  return 'Federated' in principal ? `whoever ${principal.Federated} signs in` : null;
}

/** Both halves of a crossing are what the wizard writes. */
const wizardLink = ({ layer }: LayerProof, asked: Asked): MendView['link'] =>
  isAcross(asked) && (layer === 'identity' || layer === 'resource')
    ? { href: bucketCrossing(asked) ?? '/new', label: 'Set up the crossing' }
    : null;

/** The wizard filled in for a call on a bucket of another account; null for any other call. */
function bucketCrossing(asked: Asked): string | null {
  const caller = callerOf(asked);
  const access = ACCESS[asked.request.action.toLowerCase()];
  const { service, region, resource = '' } = parseArn(asked.request.resource) ?? {};
  const isKnown =
    caller.kind === 'user' || caller.kind === 'role' || caller.kind === 'session';
  // Access points and the like have a region in their ARN; a bucket has none.
  if (!isKnown || !access || service !== 's3' || region !== '') return null;
  const [bucket = '', ...key] = resource.split('/');
  const folder = key.slice(0, -1).join('/');
  return newAccessPath({
    recipe: 'bucket-policy',
    who: principalArnOf(caller),
    bucket,
    access,
    ...(folder !== '' && { prefix: `${folder}/*` }),
  });
}

const ACCESS: Record<string, 'read' | 'write'> = {
  's3:getobject': 'read',
  's3:listbucket': 'read',
  's3:putobject': 'write',
};

/** Whether the document is the resource's, not the caller's. */
const isTheirs = (layer: LayerName): boolean => layer === 'trust' || layer === 'resource';

function placeOf({ layer }: LayerProof, asked: Asked): string {
  const { world, request } = asked;
  if (layer === 'scp' || layer === 'rcp') {
    const id = world.facts.org?.managementAccountId;
    return id
      ? `the organisation, whose management account is ${id}`
      : 'the organisation';
  }
  const id = isTheirs(layer)
    ? ownerOf(world.facts, request.resource)
    : callerAccount(asked);
  return id ? world.names(id).name : 'the account';
}

const nameDocument = ({ kind, name }: PolicyRef): string =>
  kind === 'trust' || kind === 'bucket' || kind === 'key'
    ? `the ${name}`
    : `policy ${name}`;

function sayAddition({ layer }: LayerProof, asked: Asked): string {
  const on = nameOfResource(asked.request.resource);
  switch (layer) {
    case 'trust':
      return isOutsider(asked)
        ? `add this statement to the trust policy of ${on}, with an external id that the caller agrees to send:`
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

/** To be filled in. STS takes no such characters in an external id: as it stands it lets nobody in. */
const AGREED_ID = { StringEquals: { 'sts:ExternalId': '<the external id agreed on>' } };

/** Who takes a role from outside may be led to do it for somebody else: an external id says for whom. */
function isOutsider(asked: Asked): boolean {
  const { request, world } = asked;
  const id = callerAccount(asked);
  const isTaking = request.action.toLowerCase() === 'sts:assumerole';
  return isTaking && id !== null && world.names(id).isOutside;
}

function additionTo({ layer }: LayerProof, asked: Asked): string {
  const { action, resource } = asked.request;
  // A key policy is about its own key, whatever the key is called.
  const own = resource.includes(':kms:') && layer === 'resource' ? '*' : resource;
  const statement = {
    Effect: 'Allow',
    ...(isTheirs(layer) && { Principal: trusted(asked) }),
    Action: action,
    ...(layer === 'trust' ? {} : { Resource: layer === 'scp' ? '*' : own }),
    ...(layer === 'trust' && isOutsider(asked) && { Condition: AGREED_ID }),
  };
  return JSON.stringify(statement, null, 2);
}

/** A session is gone tomorrow: its role is who a policy names. */
function trusted(asked: Asked): unknown {
  const caller = callerOf(asked);
  return isAccountCaller(caller)
    ? { AWS: principalArnOf(caller) }
    : asked.request.principal;
}

/** The page of the role whose document it is about. */
function roleLink(asked: Asked, layer: string): MendView['link'] {
  const { facts } = asked.world;
  const isOwn = layer === 'identity' || layer === 'boundary';
  const holder = isOwn
    ? callerOf(asked)
    : findCaller(facts, { AWS: asked.request.resource });
  const role = roleOf(holder);
  if (!role || layer === 'scp' || layer === 'rcp' || layer === 'session') return null;
  const hasFix = lintSubject(facts, role.Arn).some(
    ({ fix, policy }) => fix && (policy.kind === 'trust') === (layer === 'trust'),
  );
  return {
    href: `${rolePath(role.Arn)}?tab=policies`,
    label: hasFix ? `See ${role.RoleName} and its findings` : `Open ${role.RoleName}`,
  };
}

const plain = (sentence: string, link: MendView['link']): MendView => ({
  sentence,
  statement: null,
  link,
});
