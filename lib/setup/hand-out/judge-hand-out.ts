import { nameOfArn, parseArn } from '@/lib/core/arn';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { LayerProof } from '@/lib/iam/answer';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import type { ConnectionOf } from '@/lib/ports';
import type { Piece } from '../recipes/piece';
import { whyNotWriteTrust } from '../restore/why-not-write-trust';
import { connectionIn } from '../world/connection-in';
import type { KnownWorld } from '../world/load-world';
import { worldAfter } from '../world/world-after';
import {
  type AskConsole,
  askForSomebody,
  type HandOut,
  hubLack,
  hubPiece,
  sayHubLack,
} from './hub-half';
import { trustPiece } from './trust-piece';

type Judged = {
  /** What the console's own identity gets, where it needs it and we may write it. */
  hub: Piece | null;
  warning: string | null;
  /** The documents as they will be. */
  written: Piece[];
  /** With everything in place. */
  facts: WorldFacts;
};

/**
 * Whether the console gets into the role by this trust. One that denies it is refused, for no
 * statement of ours could let it in.
 */
export function judgeHandOut(
  deps: { connectionOf: ConnectionOf },
  world: KnownWorld,
  handOut: HandOut,
  trust: string,
  ask: AskConsole = askForSomebody,
): Result<Judged, AppError> {
  // As it stands at AWS now, whatever the latest reading has.
  const opened: Piece = {
    ...trustPiece(handOut),
    content: { kind: 'whole', text: trust },
  };
  const facts = worldAfter(world, [opened]);
  const denial = ask(facts, handOut).layers.find(
    ({ layer, verdict }) => layer === 'trust' && verdict === 'denies',
  );
  if (denial) return err(sayDenied(handOut, denial));
  const lack = hubLack(facts, handOut, ask);
  const alone = { hub: null, written: [opened], facts };
  if (!lack) return ok({ ...alone, warning: null });
  if (lack.kind === 'own' && mayWriteHub(deps, world, handOut)) {
    const hub = hubPiece(handOut, lack.statement);
    const written = [hub, opened];
    return ok({ hub, warning: null, written, facts: worldAfter(world, written) });
  }
  return ok({ ...alone, warning: sayHubLack(handOut, lack) });
}

function sayDenied(
  { roleArn }: HandOut,
  { statements: [denying], sentence }: LayerProof,
): AppError {
  const named = denying?.sid ? ` It is the statement ${denying.sid}.` : '';
  return {
    kind: 'conflict',
    message: `The trust of ${nameOfArn(roleArn)} denies this console, and a denial wins over whatever is allowed. ${sentence}${named} Change that statement first.`,
  };
}

function mayWriteHub(
  deps: { connectionOf: ConnectionOf },
  world: KnownWorld,
  { consoleArn }: HandOut,
): boolean {
  const { accountId = '', resource = '' } = parseArn(consoleArn) ?? {};
  // The roles that were set up for the console itself keep out of its reach.
  return resource.startsWith('role/')
    ? whyNotWriteTrust(deps, world, consoleArn) === null
    : connectionIn(deps, world.accounts)(accountId) !== null;
}
