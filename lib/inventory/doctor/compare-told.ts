import { nameOfArn } from '@/lib/core/arn';
import type { Answer, LayerName, LayerVerdict } from '@/lib/iam/answer';
import type { Told, ToldGate } from '@/lib/iam/doctor/denial';
import { layerNamed, nameGate, refusingLayer } from '@/lib/iam/doctor/refusing-layer';
import type { OrgFacts } from '@/lib/iam/facts/org-facts';
import type { Diagnosis } from './diagnosis';

type Comparison = Pick<Diagnosis, 'comparison' | 'isAsTold'>;

const GATES: Record<ToldGate, string> = {
  identity: 'identity-based policy',
  trust: 'role trust policy',
  resource: 'resource-based policy',
  boundary: 'permissions boundary',
  session: 'session policy',
  scp: 'service control policy',
  rcp: 'resource control policy',
  'vpc-endpoint': 'VPC endpoint policy',
  'public-access-block': 'setting of S3 Block Public Access',
};

/** What AWS's message says about the gate, to stand after "says that"; null when nothing. */
export function sayTold(told: Told | null, org: OrgFacts | null): string | null {
  if (!told) return null;
  if (!told.gate) return 'some policy denies it';
  const gate = GATES[told.gate];
  const article = /^[aei]/.test(gate) ? 'an' : 'a';
  const which = told.policyArn ? ` (${namePolicy(told.policyArn, org)})` : '';
  if (told.effect === 'denies') return `${article} ${gate}${which} denies it`;
  if (told.effect === 'silent') return `no ${gate}${which} allows it`;
  return 'the resource does not exist in this Region, or its own policy does not let the caller in';
}

function namePolicy(arn: string, org: OrgFacts | null): string {
  const id = nameOfArn(arn);
  const name = org?.policies.get(id)?.name;
  return name ? `${name}, ${id}` : id;
}

/** Whether AWS's message and our reading of the policies name the same gate. */
export function compareTold(
  answer: Answer,
  told: Told | null,
  org: OrgFacts | null,
): Comparison {
  const words = sayTold(told, org);
  if (!told || !words)
    return {
      isAsTold: true,
      comparison:
        'AWS’s message does not name the kind of policy: it does so only inside one account or organisation.',
    };
  const says = `AWS’s message says that ${words}`;
  const gate = gateOf(told, answer);
  if (gate === 'elsewhere')
    return {
      isAsTold: false,
      comparison: `${says}. That is not among the policies that were read; what follows is all the rest.`,
    };
  return answer.decision === 'deny'
    ? compareDenied(answer, gate, told.effect, says)
    : compareOpen(answer, gate, told.effect, says);
}

/** The layer of the answer that the message means; `any` when it means no certain one. */
function gateOf({ gate }: Told, { layers }: Answer): LayerName | 'any' | 'elsewhere' {
  if (gate === null) return 'any';
  const layer = layers.find(
    ({ layer: name }) => name === gate || (name === 'trust' && gate === 'resource'),
  );
  // A session policy belongs to one session: the reading has none.
  return !layer || (gate === 'session' && layer.verdict === 'not-applicable')
    ? 'elsewhere'
    : layer.layer;
}

const REFUSING = new Set<LayerVerdict>(['denies', 'silent']);
const OPEN = new Set<LayerVerdict>(['allows-if', 'denies-if', 'not-read']);

function compareDenied(
  answer: Answer,
  gate: LayerName | 'any',
  effect: Told['effect'],
  says: string,
): Comparison {
  const refusing = refusingLayer(answer);
  if (answer.reason.startsWith('no-such-'))
    return {
      isAsTold: false,
      comparison: `${says}. The latest reading has no policy to compare that with.`,
    };
  if (!refusing)
    return {
      isAsTold: false,
      comparison: `${says}; by our reading the request fails before any policy counts.`,
    };
  const own = nameGate(refusing.layer);
  const verdict = layerNamed(answer.layers, gate)?.verdict;
  const opposite =
    gate === 'any'
      ? sayOpposite(refusing.verdict, effect, `none does: ${own} does not allow it`)
      : sayOpposite(verdict, effect, 'nothing there allows it');
  if (opposite)
    return { isAsTold: false, comparison: `${says}; by our reading ${opposite}.` };
  if (gate === 'any' || gate === refusing.layer)
    return { isAsTold: true, comparison: `${says}, and our reading is the same.` };
  if (verdict && REFUSING.has(verdict))
    return {
      isAsTold: true,
      comparison: `${says}; by our reading ${own} refuses as well. AWS names only one of several.`,
    };
  return { isAsTold: false, comparison: `${says}; by our reading ${own} refuses.` };
}

/** A denial and silence both refuse, but are not mended alike; null where both say the same. */
function sayOpposite(
  verdict: LayerVerdict | undefined,
  effect: Told['effect'],
  silence: string,
): string | null {
  if (verdict === 'denies' && effect === 'silent') return 'a statement there denies it';
  return verdict === 'silent' && effect === 'denies' ? silence : null;
}

function compareOpen(
  answer: Answer,
  gate: LayerName | 'any',
  effect: Told['effect'],
  says: string,
): Comparison {
  const layer = layerNamed(answer.layers, gate === 'any' ? '' : gate);
  if (gate === 'any' || (layer && OPEN.has(layer.verdict)))
    return {
      isAsTold: true,
      comparison:
        layer?.verdict === 'not-read'
          ? `${says}. That policy was not read.`
          : `${says}. By our reading it hangs on a condition that the request did not meet.`,
    };
  if (layer?.verdict === 'silent' && effect === 'silent')
    return compareSilent(answer, says);
  const said = layer ? `: ${layer.sentence.replace(/\.$/, '')}` : '';
  return {
    isAsTold: false,
    comparison: `${says}; by our reading it does not refuse${said}. It may have changed since the accounts were read.`,
  };
}

/** Within one account either of two policies is enough: that one says nothing refuses by itself. */
function compareSilent({ layers }: Answer, says: string): Comparison {
  const isOpen = layers.some(({ verdict }) => OPEN.has(verdict));
  return {
    isAsTold: isOpen,
    comparison: isOpen
      ? `${says}, and our reading is the same. Another policy could let the call through, and was not read or hangs on a condition.`
      : `${says}, and so does our reading; but another policy lets the call through. It may have changed since the accounts were read.`,
  };
}
