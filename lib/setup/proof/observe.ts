import type { Result } from '@/lib/core/result';
import type { DeckState } from '@/lib/core/views';
import type { AwsFailure, Clock } from '@/lib/ports';
import type { ProofCheckView } from '../schema';
import type { Observation } from './prove-deps';

const DENIALS = /^(AccessDenied|AccessDeniedException|Forbidden|UnauthorizedOperation)$/;

/** Makes a real call and says what came of it. Only a refusal by policy counts as denied. */
export async function observe<T>(
  clock: Pick<Clock, 'now'>,
  call: () => Promise<Result<T, AwsFailure>>,
  codeOf: (value: T) => string = () => '200',
): Promise<{ seen: Observation; value: T | null }> {
  const startedAt = clock.now().getTime();
  const answer = await call();
  const durationMs = clock.now().getTime() - startedAt;
  if (answer.ok) {
    const seen: Observation = {
      outcome: 'works',
      code: codeOf(answer.value),
      durationMs,
    };
    return { seen, value: answer.value };
  }
  return { seen: { ...judge(answer.error), durationMs }, value: null };
}

function judge(failure: AwsFailure): Pick<Observation, 'outcome' | 'code'> {
  switch (failure.kind) {
    case 'refused':
      return { outcome: outcomeOf(failure.code), code: failure.code };
    case 'throttled':
      return { outcome: 'not-tested', code: 'AWS asked us to slow down' };
    case 'unreachable':
    case 'not_configured':
      return { outcome: 'not-tested', code: failure.message };
    default:
      return failure satisfies never;
  }
}

function outcomeOf(code: string): Observation['outcome'] {
  if (DENIALS.test(code)) return 'denied';
  // AWS tells that an object is missing only to those who might have read it.
  return code === 'NoSuchKey' || code === 'NotFound' ? 'works' : 'not-tested';
}

export const untested = (reason: string): Observation => ({
  outcome: 'not-tested',
  code: reason,
  durationMs: null,
});

/** What the engine's verdict means for somebody, in words. */
export type Verdicts = Record<DeckState, string>;

const VERDICTS: Verdicts = {
  works: 'it works',
  conditional: 'it works under further conditions',
  denied: 'denied',
  untested: 'not known',
};

/** What the engine says of a call that was not made. It proves nothing, and is told apart. */
export const evaluated = (
  why: string,
  deck: DeckState,
  verdicts: Verdicts = VERDICTS,
): Observation => ({
  ...untested(`Not tested: ${why}. By evaluation: ${verdicts[deck]}.`),
  evaluated: deck,
});

/** Why nobody here can make a call, out of the sentence that says so. */
export const whyOf = ({ code }: Pick<Observation, 'code'>): string =>
  code.replace(/^Not tested: /, '').replace(/\.$/, '');

type Asked = Pick<ProofCheckView, 'id' | 'sentence' | 'expected'>;

/** A check with its outcome. What was not tested is not as expected, and not against it either. */
export const checkOf = (asked: Asked, seen: Observation): ProofCheckView => ({
  ...asked,
  outcome: seen.outcome,
  isAsExpected: seen.outcome === asked.expected,
  code: seen.code,
  durationMs: seen.durationMs,
  ...(seen.evaluated && { evaluated: seen.evaluated }),
});
