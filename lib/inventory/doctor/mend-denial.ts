import type { LayerProof, PolicyRef, Requirement } from '@/lib/iam/answer';
import { layersToMend, nearestAllow } from '@/lib/iam/doctor/missing-halves';
import { sayConditions } from '@/lib/iam/explain/say-conditions';
import { isUnread } from '@/lib/iam/facts/is-unread';
import { ownerOf } from '@/lib/iam/facts/owner-of';
import { type Asked, callerAccount, isAcross, isTheirs } from './asked';
import { type DeniedRequest, nameOfResource } from './denied-request';
import type { MendView } from './diagnosis';
import { keyAsked } from './key-asked';
import { additionTo, sayAddition } from './mend-addition';
import { roleLink, wizardLink } from './mend-links';

const ACCOUNTS = { href: '/settings/accounts', label: 'Open accounts' };
const UNFOUND = new Set(['no-such-principal', 'no-such-resource']);

/** What would let several requests through, each said once. */
export function mendAll(all: Asked[]): MendView[] {
  const said = all
    .flatMap(mendDenial)
    .map((mend) => [JSON.stringify(mend), mend] as const);
  return [...new Map(said).values()];
}

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
  if (answer.conditionKeys.length === 0)
    return answer.requires.map((requirement) => sayWhereToLook(requirement, asked));
  return [
    plain(
      `Make the request so that it is let in ${sayConditions(answer)}; or change that condition, if it is not meant.`,
      roleLink(asked, 'trust'),
    ),
  ];
}

function sayWhereToLook(requirement: Requirement, asked: Asked): MendView {
  switch (requirement.kind) {
    case 'external-identity-allow':
      return plain(
        `Connect account ${requirement.account}, or ask its owner whether the caller's own policies allow ${requirement.action} on ${requirement.resource}.`,
        ACCOUNTS,
      );
    case 'policy-document':
      if (isOnUnread(asked)) return mendUnread(asked);
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

const isOnUnread = ({ world, request }: Asked): boolean =>
  isUnread(world.facts, request.resource);

/** The key's policy was not read: what it has to say is known all the same. */
function mendUnread(asked: Asked): MendView {
  const { request } = asked;
  const proof = { layer: 'resource' } as const;
  const where = `In ${placeOf(proof, asked)}`;
  const name = nameOfResource(request.resource);
  if (crowdOf(request) !== null)
    return plain(`${where}, look at the policy of ${name} itself.`, null);
  return {
    ...plain(
      `${where}, the policy of ${name} was not read. Unless it lets the caller in already, add this statement to it:`,
      null,
    ),
    statement: additionTo(proof, asked),
  };
}

function mendDenied(asked: Asked): MendView[] {
  const { answer } = asked;
  const layers = layersToMend(answer, isAcross(asked));
  if (layers.length > 0) {
    const ofKey = keyAsked(asked).flatMap((one) =>
      layersToMend(one.answer, isAcross(one)).map((layer) => mendLayer(layer, one)),
    );
    return [
      ...layers.map((layer) => mendLayer(layer, asked)),
      ...(isOnUnread(asked) && isAcross(asked) ? [mendUnread(asked)] : []),
      ...ofKey,
    ];
  }
  return [
    UNFOUND.has(answer.reason)
      ? plain(
          'Check the ARN for a typing error; if it is new, read the account again. A bucket or key whose policy keeps the console out is not read either.',
          ACCOUNTS,
        )
      : plain('Change the request: no policy can allow it as it was made.', null),
  ];
}

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
  const near = nearestAllow(proof);
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

function placeOf({ layer }: Pick<LayerProof, 'layer'>, asked: Asked): string {
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

const plain = (sentence: string, link: MendView['link']): MendView => ({
  sentence,
  statement: null,
  link,
});
