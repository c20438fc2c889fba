import { requirePermission } from '@/lib/auth/permissions';
import { parseArn } from '@/lib/core/arn';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { DeckState } from '@/lib/core/views';
import type { Answer, Requirement } from '@/lib/iam/answer';
import { wayOfS3 } from '@/lib/iam/doctor/by-way-of-s3';
import type { Denial } from '@/lib/iam/doctor/denial';
import { contextThroughS3 } from '@/lib/iam/doctor/needs';
import { readDenial } from '@/lib/iam/doctor/read-denial';
import { readMisstep } from '@/lib/iam/doctor/read-misstep';
import { refusingLayer } from '@/lib/iam/doctor/refusing-layer';
import { evaluate } from '@/lib/iam/evaluate/evaluate';
import { sayConditions } from '@/lib/iam/explain/say-conditions';
import { ownerOf } from '@/lib/iam/facts/owner-of';
import { OPEN } from '@/lib/iam/index/judge-taking';
import type { Question } from '@/lib/iam/question';
import type { Actor } from '@/lib/ports';
import type { Asked } from './doctor/asked';
import { compareTold, sayTold } from './doctor/compare-told';
import {
  bankOfCaller,
  bankOfResource,
  type DeniedRequest,
  partsOf,
  requestOf,
  sayMissing,
} from './doctor/denied-request';
import type { Diagnosis, DiagnosisView, ReadView } from './doctor/diagnosis';
import { keyAsked } from './doctor/key-asked';
import { mendAll } from './doctor/mend-denial';
import { mendPlanOf } from './doctor/mend-plan';
import { type ByWord, sayByWord, withToldBucket } from './doctor/told-bucket';
import { proofNodesOf } from './proof-nodes';
import type { DenialQuestion } from './questions';
import { whyDenied } from './why-denied';
import { type InventoryWorld, loadWorld, type WorldDeps } from './world';

/** Which gate refused what a message of AWS is about, by the latest reading, with the proof. */
export async function diagnoseDenial(
  deps: WorldDeps,
  actor: Actor,
  question: DenialQuestion,
): Promise<Result<DiagnosisView, AppError>> {
  const denied = requirePermission(actor, 'inventory:read');
  if (denied) return err(denied);

  const world = await loadWorld(deps, actor.workspaceId);
  const denial = readDenial(question.message);
  const parts = partsOf(denial, question, world.facts);
  const request = requestOf(parts);
  const read = denial && viewOf(denial, parts, world);
  if ('missing' in request)
    return ok({
      read,
      missing: request.missing,
      missingSentence:
        readMisstep(question.message) ?? sayMissing(request.missing, denial),
      diagnosis: null,
      askedBucket: null,
    });
  const { asked, byWord, ...told } = withToldBucket(world, request, question.told);
  const known = sayOf(denial, request, told.world);
  const diagnosis = diagnoseRequest(request, told.world, known, byWord ?? undefined);
  return ok({
    read,
    missing: [],
    missingSentence: null,
    diagnosis:
      asked && byWord
        ? { ...diagnosis, byWord: sayByWord(told.world, asked, byWord) }
        : diagnosis,
    askedBucket: asked,
  });
}

const viewOf = (
  { operation, told, encodedMessage }: Denial,
  parts: Pick<ReadView, 'principal' | 'action' | 'resource'>,
  { facts }: InventoryWorld,
): ReadView => ({
  ...parts,
  operation,
  told: sayTold(told, facts.org),
  hasEncodedMessage: encodedMessage !== null,
});

type Known = {
  /** What the request carried; what is not said stays open. */
  known: Pick<Question, 'context' | 'absentKeys' | 'unknownKeys'>;
  told: Denial['told'];
  /** The request is for a key, and S3 made it on behalf of the caller. */
  isThroughS3?: true;
};

/** What the message tells beside the request: a key that S3 asked is asked as S3 does. */
function sayOf(
  denial: Denial | null,
  { principal, ...request }: DeniedRequest,
  { facts }: InventoryWorld,
): Known {
  const who = principal !== '*' && 'AWS' in principal ? principal.AWS : null;
  const way = who === null ? null : wayOfS3(facts, { who, ...request }, denial);
  const context = way === 'told' ? contextThroughS3(request.resource) : {};
  return {
    known: { ...OPEN, context },
    told: denial?.told ?? null,
    ...(way !== null && { isThroughS3: true }),
  };
}

/**
 * Which gate refuses a request, with the proof and what would mend it. Where S3 lets it through
 * and the bucket's key does not, the key is shown; what is planned is for the whole request.
 */
export function diagnoseRequest(
  request: DeniedRequest,
  world: InventoryWorld,
  { known, told, isThroughS3 }: Known,
  byWord?: ByWord,
): Diagnosis {
  const answer = evaluate(world.facts, { ...request, ...known });
  const asked = { request, world, answer, isThroughS3, byWord };
  // S3 tells a refusal of the bucket's key as one of its own.
  const ofKey = answer.decision === 'allow' ? keyAsked(asked) : [];
  const [first = asked] = ofKey;
  return {
    ...viewOfAnswer(first, told),
    mends: mendAll(ofKey.length > 0 ? ofKey : [asked]),
    mendPlan: mendPlanOf(asked),
  };
}

function viewOfAnswer(
  { request, world, answer }: Asked,
  told: Denial['told'],
): Omit<Diagnosis, 'mends' | 'mendPlan'> {
  const { facts, names } = world;
  const left = bankOfCaller(request.principal, names, facts, request.resource);
  const right = bankOfResource(facts, request.resource, names);
  const isKnown = !isUnfound(answer);
  return {
    deck: deckOf(answer),
    left,
    right,
    sentence: say(answer, request, `${left.title} ${left.subtitle}`, right),
    ...compareTold(answer, told, facts.org),
    nodes: isKnown ? proofNodesOf(answer, names) : [],
    refusingId: refusingLayer(answer)?.layer ?? null,
    notCollected: notCollected(answer, request, world),
    asOf: asOf(request, world),
  };
}

const isUnfound = ({ reason }: Answer): boolean =>
  reason === 'no-such-principal' || reason === 'no-such-resource';

function deckOf(answer: Answer): DeckState {
  if (isUnfound(answer)) return 'untested';
  if (answer.decision === 'deny') return 'denied';
  if (answer.decision === 'allow') return 'works';
  return answer.conditionKeys.length > 0 ? 'conditional' : 'untested';
}

function say(
  answer: Answer,
  { action }: DeniedRequest,
  who: string,
  { title, subtitle }: Diagnosis['right'],
): string {
  const call = `call ${action} on ${[title, subtitle].filter(Boolean).join(' ')}`;
  if (answer.reason === 'no-such-principal')
    return `Nobody has the ARN of ${who} in the latest reading.`;
  if (answer.reason === 'no-such-resource')
    return `No account that was read has ${title}.`;
  if (answer.decision === 'deny')
    return `${who} may not ${call}, because ${whyDenied(answer)}.`;
  if (answer.decision === 'allow')
    return `By the latest reading ${who} may ${call}: nothing that was read refuses it.`;
  return answer.conditionKeys.length > 0
    ? `${who} may ${call} only ${sayConditions(answer)}. The request that AWS refused did not meet this.`
    : `Whether ${who} may ${call} hangs on what was not read.`;
}

/** What nobody looked at, and what no reading of policies can hold. */
function notCollected(
  answer: Answer,
  { principal, action }: DeniedRequest,
  { names }: InventoryWorld,
): string[] {
  const unread = answer.requires.map((requirement) => sayUnread(requirement, names));
  if (answer.decision === 'deny') {
    const layers = answer.layers.filter(({ verdict }) => verdict === 'not-read');
    return layers.map(({ sentence }) => sentence);
  }
  const isSession =
    principal !== '*' && 'AWS' in principal && principal.AWS.includes(':assumed-role/');
  const isStorage = action.toLowerCase().startsWith('s3:');
  return [
    ...unread,
    ...(isSession ? ['The session policy, if the session was made with one.'] : []),
    ...(isStorage ? ['S3 Block Public Access, access points and object ownership.'] : []),
    'The policy of a VPC endpoint, if the request went through one.',
  ];
}

function sayUnread(requirement: Requirement, names: InventoryWorld['names']): string {
  switch (requirement.kind) {
    case 'external-identity-allow': {
      const { unread, name } = names(requirement.account);
      return `${unread ?? `The policies of ${name} were not read`}.`;
    }
    case 'policy-document':
      return `The policy of ${requirement.arn}.`;
    case 'identity-provider':
      return `Whether the identity provider ${requirement.arn} exists.`;
    default:
      return requirement satisfies never;
  }
}

/** The older of the two readings. */
function asOf(
  { principal, resource }: DeniedRequest,
  { readings, facts }: InventoryWorld,
): string | null {
  const asker = principal !== '*' && 'AWS' in principal ? parseArn(principal.AWS) : null;
  const taken = [asker?.accountId, ownerOf(facts, resource)]
    .flatMap((id) => readings.get(id ?? '')?.takenAt ?? [])
    .map((at) => at.toISOString())
    .sort();
  return taken[0] ?? null;
}
