import type { StoredStep } from '@/lib/ports';
import type { Piece } from '../recipes/piece';
import { loadWorld } from '../world/load-world';
import { worldAfter } from '../world/world-after';
import type { Made, Trial } from './prove-deps';
import { type CallerTrial, callsOfKeyless } from './prove-keyless';

/**
 * The role must open to the token that was refused and to no other. Where a token can be made the
 * calls are real; elsewhere they are told as not tested, with the engine's verdict, for only the
 * issuer can sign one and only AWS checks that. Nothing is done with the role.
 */
export async function proveTokenMend(trial: Trial): Promise<Made> {
  const one = trial as CallerTrial; // the request of such a plan has such a caller
  const world = await loadWorld(one.run.deps, one.plan.workspaceId);
  const facts = worldAfter(world, one.plan.steps.flatMap(piecesOf));
  const { checks } = await callsOfKeyless(one, facts);
  return { checks, remaining: [], isUnused: true };
}

/** What a step has written. */
function piecesOf({ after: text, write, ...step }: StoredStep): Piece[] {
  if (text === null) return [];
  const content: Piece['content'] =
    write.kind === 'create-oidc-provider'
      ? { kind: 'object', write, document: text, ifForeign: 'take' }
      : { kind: 'whole', text };
  return [{ ...step, field: 'issuerUrl', content }];
}
