import { nameOfArn, parseArn } from '@/lib/core/arn';
import type { BridgeView } from '@/lib/core/views';
import { askToken } from '@/lib/iam/doctor/settle-token';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import { doorLock } from '../../judge-keyless';
import { lockOn, ROLE_LAYERS } from '../../judge-lock';
import { deckOfAnswer, judgeWorst, sentenceOf } from '../../judge-role';
import { accountOf } from '../../plan/account-of';
import type { Changes } from '../../plan/changes';
import { findingTurnsOf } from '../../plan/finding-turns';
import { groupRows } from '../../plan/group-rows';
import type { NewFixture } from '../../plan/plan-fixture';
import type { KeylessCaller } from '../../recipes/keyless-request';
import { bankOfPlace } from '../../say/banks';
import { worldsOf } from '../../world/worlds-of';
import { revivedGains, sayUnknownOf } from './revived-gains';
import { deedOf, tokenMendCaller } from './token-mend-caller';
import type { TokenMendOpening } from './token-mend-opening';

/** What the plan's page says of a mend by token. */
export function tokenMendFixture(
  opening: TokenMendOpening,
  { accounts, added, changed, removed }: Changes,
): NewFixture {
  const { world, mend, pieces, today, after } = opening;
  const worlds = { ...worldsOf(world, pieces), after };
  const { name } = accountOf(world, mend.role);
  const caller = tokenMendCaller(opening, name);
  const bridge = (facts: WorldFacts) => bridgeOf(opening, caller, facts);
  const [roleName, promised] = [nameOfArn(mend.role), bridge(after)];
  const request = {
    partition: parseArn(mend.role)?.partition ?? 'aws',
    who: null,
    trustingAccountId: parseArn(mend.role)?.accountId ?? '',
    roleName,
    guards: [],
    caller,
  };
  return {
    subject: caller.subject,
    deed: deedOf(mend, name),
    promise: promised.sentence,
    before: bridge(today),
    after: promised,
    accounts,
    added,
    changed,
    removed,
    gains: groupRows([
      {
        who: caller.party,
        how: `takes ${roleName} ${caller.by}`,
        today: deckOfAnswer(askToken(today, mend)),
        after: deckOfAnswer(askToken(after, mend)),
        gains: `what ${roleName} may do`,
      },
      ...revivedGains(opening, caller),
    ]),
    gainsUnknown: sayUnknownOf(opening, name),
    losses: [],
    findings: findingTurnsOf(pieces, worlds),
    request,
  };
}

/** Whoever has the token on one bank, the role on the other; between them provider and trust. */
function bridgeOf(
  { world, mend }: TokenMendOpening,
  caller: KeylessCaller,
  facts: WorldFacts,
): BridgeView {
  const { id, name } = accountOf(world, mend.role);
  const account = world.accounts.find((one) => one.id === id) ?? null;
  const [roleName, answer] = [nameOfArn(mend.role), askToken(facts, mend)];
  const deck = deckOfAnswer(answer);
  const door = doorLock(caller, answer);
  const trust = lockOn(2, `trust policy of ${roleName}`, [answer], ROLE_LAYERS);
  // Without its provider AWS does not ask the trust at all.
  const locks = door.state === 'closed' ? [door] : [door, trust];
  const words = { subject: caller.subject, deed: deedOf(mend, name) };
  return {
    left: caller.bank,
    right: { ...bankOfPlace(null, account), title: roleName, subtitle: name },
    deck,
    label: '',
    locks,
    sentence: sentenceOf(deck, [judgeWorst([answer])], locks, words),
  };
}
