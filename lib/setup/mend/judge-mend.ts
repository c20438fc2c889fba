import { nameOfArn } from '@/lib/core/arn';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { Answer } from '@/lib/iam/answer';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import type { Piece } from '../recipes/piece';
import { askAssume } from '../world/ask';
import type { KnownWorld } from '../world/load-world';
import { worldAfter } from '../world/world-after';
import { type Mend, mendPieces, mendTrustPiece } from './mend-pieces';

export type JudgedMend = {
  /** The policies as they will stand, and everything with them in place. */
  written: Piece[];
  facts: WorldFacts;
  answer: Answer;
};

/**
 * Whether the caller gets in once the halves stand, by the trust as it stands at AWS now. One
 * that something else denies is refused, for no statement could let it in.
 *
 * @param trust the whole text, with our statement where the plan writes one
 */
export function judgeMend(
  world: KnownWorld,
  mend: Mend,
  trust: string,
): Result<JudgedMend, AppError> {
  const opened: Piece = {
    ...mendTrustPiece(mend),
    content: { kind: 'whole', text: trust },
  };
  const others = mendPieces(mend).filter(({ target }) => target.kind !== 'trust');
  const written = [...others, opened];
  const facts = worldAfter(world, written);
  const answer = askAssume(facts, mend.who.arn, mend.roleArn);
  if (answer.decision === 'deny') return err(sayDenied(mend, answer));
  return isStoppedByMfa(facts, mend)
    ? err(sayNoMfa(mend))
    : ok({ written, facts, answer });
}

/** Sessions of roles carry no second factor, whoever opened them. */
function isStoppedByMfa(facts: WorldFacts, { who, roleArn }: Mend): boolean {
  if (who.kind !== 'role') return false;
  const known = { context: {}, absentKeys: MFA_KEYS };
  return askAssume(facts, who.arn, roleArn, known).decision === 'deny';
}

const MFA_KEYS = ['aws:MultiFactorAuthPresent', 'aws:MultiFactorAuthAge'];

const sayNoMfa = ({ who, roleArn }: Mend): AppError => ({
  kind: 'conflict',
  message: `Even with what is missing ${who.name} could not take ${nameOfArn(roleArn)}: its trust asks for a second factor, and sessions of roles carry none. Let ${who.name} in by a statement that asks for none.`,
});

function sayDenied({ who, roleArn }: Mend, { layers, reason }: Answer): AppError {
  const denying =
    layers.find(({ verdict }) => verdict === 'denies') ??
    layers.find(({ verdict }) => verdict === 'silent');
  return {
    kind: 'conflict',
    message: `Even with what is missing ${who.name} could not take ${nameOfArn(roleArn)}. ${denying?.sentence ?? `${reason}.`}`,
  };
}
