import type { LockView } from '@/lib/core/views';
import type { Answer, LayerName, LayerProof } from '@/lib/iam/answer';
import { sayReason } from '@/lib/iam/explain/say-reason';

export const CALLER_LAYERS: LayerName[] = ['identity', 'boundary', 'session', 'scp'];
export const OWNER_LAYERS: LayerName[] = ['resource', 'rcp'];
export const ROLE_LAYERS: LayerName[] = ['trust', ...OWNER_LAYERS];

type Lock = Pick<LockView, 'state' | 'sentence'>;

const ENOUGH = 'The other policies are enough without it.';
const EXCLUDED = sayReason('unsatisfiable');

const WORST_FIRST: LockView['state'][] = ['closed', 'untested', 'conditional', 'open'];

/** The least open of several locks on one policy. */
export function worstLock<L extends Lock>(locks: L[]): L | null {
  const [worst = null] = [...locks].sort(
    (a, b) => WORST_FIRST.indexOf(a.state) - WORST_FIRST.indexOf(b.state),
  );
  return worst;
}

/**
 * A lock is as open as the least open of the policies behind it, over all the answers that hang
 * on it. It agrees with each answer: where that is an allow nothing is closed, and where it is a
 * deny something is.
 *
 * @param layers null means every policy
 */
export function lockOn(
  number: number,
  label: string,
  answers: Answer[],
  layers: LayerName[] | null,
): LockView {
  const lock = worstLock(answers.map((answer) => lockOf(answer, layers)));
  return { number, label, ...(lock ?? NOTHING_ASKED) };
}

const NOTHING_ASKED: Lock = {
  state: 'untested',
  sentence: 'Nothing was asked of the engine.',
};

function lockOf(answer: Answer, layers: LayerName[] | null): Lock {
  if (answer.layers.length === 0)
    return { state: 'closed', sentence: 'There is no such role yet.' };
  const locks = answer.layers
    .filter(({ layer, verdict }) => {
      const isMeant = layers === null || layers.includes(layer);
      return isMeant && verdict !== 'not-applicable';
    })
    // In one account a silent resource policy is nobody's hindrance: another tells more.
    .sort((a, b) => Number(isSilentResource(a)) - Number(isSilentResource(b)))
    .map((proof) => lockOfLayer(answer, proof));
  return worstLock(locks) ?? { state: 'open', sentence: 'Nothing stands in the way.' };
}

const isSilentResource = ({ layer, verdict }: LayerProof): boolean =>
  layer === 'resource' && verdict === 'silent';

function lockOfLayer(answer: Answer, { verdict, sentence }: LayerProof): Lock {
  switch (verdict) {
    case 'allows':
    case 'not-applicable':
      return { state: 'open', sentence };
    case 'denies':
      return { state: 'closed', sentence };
    case 'silent':
      return answer.decision === 'deny'
        ? { state: 'closed', sentence }
        : { state: 'open', sentence: ENOUGH };
    case 'allows-if':
    case 'denies-if':
      return conditionalLock(answer, sentence);
    case 'not-read':
      return answer.decision === 'conditional' && answer.requires.length === 0
        ? { state: 'open', sentence: ENOUGH }
        : { state: 'untested', sentence };
    default:
      return verdict satisfies never;
  }
}

/** A condition opens a lock by itself only where the others do not exclude it or make it moot. */
function conditionalLock({ decision, reason }: Answer, sentence: string): Lock {
  if (reason === 'unsatisfiable') return { state: 'closed', sentence: EXCLUDED };
  return decision === 'allow'
    ? { state: 'open', sentence: ENOUGH }
    : { state: 'conditional', sentence };
}
