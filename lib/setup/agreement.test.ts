import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { DeckState, LockView } from '@/lib/core/views';
import type { Answer, LayerName } from '@/lib/iam/answer';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import { actionOf } from '@/lib/iam/question';
import { anyDraft, TYPED, VENDOR } from './fakes/any-draft';
import { type AnyWorld, anyWorld, unreadAccount } from './fakes/any-world';
import { askByHand, factsOf, writtenInto } from './fakes/by-hand';
import { fakeConsole } from './fakes/console';
import { KEY } from './fakes/console-with-key';
import { accessGains } from './plan/access-gains';
import type { WhoGains } from './plan/who-gains';
import type { PlanGainView } from './plan-views';
import { preview } from './preview';
import type { KeylessRequest } from './recipes/keyless-request';
import type { Access } from './recipes/recipe';
import { resolveDraft } from './recipes/resolve-draft';
import type { RoleRequest } from './recipes/role-request';
import { type DraftFields, RecipeId } from './schema';
import { estatesOf } from './world/estates';
import { loadWorld } from './world/load-world';
import { worldsOf } from './world/worlds-of';

const RUNS = 20;

/** Everything that has to be allowed for the crossing, asked one by one. */
type Asked = {
  /** Taking the role, for each who may come. */
  crossing: Answer[][];
  place: Answer[];
  key: Answer[];
  /** A policy that was not read may allow more, or not be there. */
  isUnread: boolean;
};

const BUCKET = 'arn:aws:s3:::app-logs';
const NOT_SENT = [
  's3:x-amz-server-side-encryption',
  's3:x-amz-server-side-encryption-aws-kms-key-id',
];

const takesRole = ({ recipe }: DraftFields) =>
  recipe !== 'workload-bucket' && recipe !== 'bucket-policy';

type Deed = [action: string, resource: string, context?: Record<string, string>];

const BY_POLICY: Record<string, Deed[]> = {
  ops: [
    ['ec2:DescribeInstances', '*'],
    ['ec2:StartInstances', '*'],
  ],
  narrow: [['s3:GetObject', '*']],
  [TYPED.instances]: [['ec2:DescribeInstances', '*']],
  [TYPED.foreign]: [['s3:GetObject', 'arn:aws:s3:::metrics/any.txt']],
  [TYPED.bucket]: [
    ['s3:GetObject', `${BUCKET}/any.txt`],
    ['s3:PutObject', `${BUCKET}/any.txt`],
  ],
};

/** How the bucket is to be used; null where policies say what may be done. */
function usesOf({ recipe, access, vendorMay }: DraftFields) {
  if (recipe === 'people' || recipe === 'blank') return null;
  // A vendor's share is for reading.
  if (recipe === 'vendor') return vendorMay === 'bucket' ? 'read' : null;
  return access === 'custom' ? null : access;
}

function deedsOf(fields: DraftFields): Deed[] {
  const { customPolicy, managedPolicies, prefix } = fields;
  const use = usesOf(fields);
  if (use === null)
    return [...managedPolicies.split('\n'), customPolicy].flatMap(
      (policy) => BY_POLICY[policy] ?? [],
    );
  const stem = prefix.replace('*', '');
  const object = `${BUCKET}/${stem}any.txt`;
  const reads: Deed[] = [
    ['s3:ListBucket', BUCKET, { 's3:prefix': stem }],
    ['s3:GetObject', object],
  ];
  const writes: Deed[] = [['s3:PutObject', object]];
  return [
    ...(use === 'write' ? [] : reads),
    ...(use === 'read' ? [] : writes),
    ...(use === 'all' ? [['s3:DeleteObject', object] satisfies Deed] : []),
  ];
}

const askPlace = (facts: WorldFacts, arn: string, fields: DraftFields): Answer[] =>
  deedsOf(fields).map(([action, resource, context]) =>
    askByHand(facts, {
      principal: { AWS: arn },
      action,
      resource,
      context: { 'aws:SecureTransport': 'true', ...context },
      absentKeys: takesRole(fields) ? [] : NOT_SENT,
    }),
  );

/** What S3 needs of the key that encrypts the bucket. */
function askKey(facts: WorldFacts, arn: string, fields: DraftFields): Answer[] {
  const isEncrypted = [...facts.accounts.values()].some(({ keysByArn }) =>
    keysByArn.has(KEY),
  );
  const isTyped = fields.recipe === 'share-bucket' && fields.access === 'custom';
  const use = isTyped ? 'both' : usesOf(fields);
  if (!isEncrypted || use === null) return [];
  return ['kms:Decrypt', ...(use === 'read' ? [] : ['kms:GenerateDataKey'])].map(
    (action) =>
      askByHand(facts, {
        principal: { AWS: arn },
        action,
        resource: KEY,
        context: {
          'aws:SecureTransport': 'true',
          'kms:ViaService': 's3.eu-west-1.amazonaws.com',
        },
      }),
  );
}

/** What the guards make a caller bring along. */
function alsoFor({ guards }: Access['request']): string[] {
  const has = (name: string) => guards.some((guard) => guard.name === name);
  return [
    ...(has('sessionTags') ? ['sts:TagSession'] : []),
    ...(has('sourceIdentity') ? ['sts:SetSourceIdentity'] : []),
  ];
}

const askAs = (facts: WorldFacts, arn: string, { request, place }: Access): Answer[] =>
  ['sts:AssumeRole', ...alsoFor(request)].map((action) =>
    askByHand(facts, { principal: { AWS: arn }, action, resource: place.roleArn }),
  );

/** Who may come, each with everything that their call needs. */
function askCrossing(facts: WorldFacts, fields: DraftFields, access: Access): Answer[][] {
  if (!takesRole(fields)) return [];
  const resource = access.place.roleArn;
  const request = access.request as RoleRequest; // Every other recipe makes a role.
  if (request.trusted.kind === 'keyless') {
    const { principal, right, wrong } = (request as KeylessRequest).caller;
    const absentKeys = wrong
      .flatMap(({ context }) => Object.keys(context))
      .filter((key) => !(key in right.context));
    const known = { principal, resource, context: right.context, absentKeys };
    return [
      [actionOf(principal), ...alsoFor(request)].map((action) =>
        askByHand(facts, { ...known, action }),
      ),
    ];
  }
  const account = wholeAccount(fields);
  const callers = account === null ? request.askers : everybodyIn(facts, account);
  return callers.map((arn) => askAs(facts, arn, access));
}

const wholeAccount = ({ recipe, principals }: DraftFields): string | null => {
  if (recipe === 'vendor') return VENDOR;
  return recipe === 'blank' && /^\d{12}$/.test(principals) ? principals : null;
};

function everybodyIn(facts: WorldFacts, accountId: string): string[] {
  const account = facts.accounts.get(accountId);
  return [...(account?.usersByArn.keys() ?? []), ...(account?.rolesByArn.keys() ?? [])];
}

const DECKS: DeckState[] = ['denied', 'untested', 'conditional', 'works'];

function deckOf({ decision, requires }: Answer): DeckState {
  if (decision === 'deny') return 'denied';
  if (requires.length > 0) return 'untested';
  return decision === 'allow' ? 'works' : 'conditional';
}

const worst = (decks: DeckState[]): DeckState =>
  DECKS.find((deck) => decks.includes(deck)) ?? 'untested';
const best = (decks: DeckState[]): DeckState =>
  DECKS.findLast((deck) => decks.includes(deck)) ?? 'untested';

const deckOfAll = (answers: Answer[]): DeckState => worst(answers.map(deckOf));

function deckByHand({ crossing, place, key, isUnread }: Asked, fields: DraftFields) {
  const each = crossing.map(deckOfAll);
  // Of a whole account it is enough that somebody gets in.
  const comes = wholeAccount(fields) === null ? worst(each) : best(each);
  return worst([
    ...(takesRole(fields) ? [comes] : []),
    deckOfAll([...place, ...key]),
    ...(isUnread ? (['untested'] as const) : []),
  ]);
}

const CALLER: LayerName[] = ['identity', 'boundary', 'session', 'scp'];
const OWNER: LayerName[] = ['trust', 'resource', 'rcp'];

/** How far open the policies of these layers are for one answer. */
function stateIn(answer: Answer, layers: LayerName[]): LockView['state'] {
  const verdicts = answer.layers
    .filter(({ layer }) => layers.includes(layer))
    .map(({ verdict }) => verdict);
  const hasConditions = verdicts.some((verdict) => verdict.endsWith('-if'));
  if (verdicts.includes('denies')) return 'closed';
  if (answer.decision === 'deny' && verdicts.includes('silent')) return 'closed';
  if (answer.reason === 'unsatisfiable' && hasConditions) return 'closed';
  const isMoot = answer.decision !== 'deny' && answer.requires.length === 0;
  if (!isMoot && verdicts.includes('not-read')) return 'untested';
  return answer.decision !== 'allow' && hasConditions ? 'conditional' : 'open';
}

const LOCKS: LockView['state'][] = ['closed', 'untested', 'conditional', 'open'];
const DECK_OF: Record<LockView['state'], DeckState> = {
  closed: 'denied',
  untested: 'untested',
  conditional: 'conditional',
  open: 'works',
};

/** What each policy that has a lock makes of all that hangs on it. */
function statesByHand({ crossing, place, key }: Asked): [RegExp, LockView['state'][]][] {
  const taken = crossing.flat();
  const on = (answers: Answer[], layers: LayerName[]) =>
    answers.map((answer) => stateIn(answer, layers));
  return [
    [/^trust policy of /, on(taken, OWNER)],
    [/^bucket policy of /, on(place, OWNER)],
    [/^key policy of /, on(key, OWNER)],
    [/^permissions of /, [...on(place, [...CALLER, ...OWNER]), ...on(key, CALLER)]],
    [/^(service|provider) /, []],
    [/^/, taken.length > 0 ? on(taken, CALLER) : on([...place, ...key], CALLER)],
  ];
}

/** What a sentence claims, by its words alone. */
function deckOfSentence(sentence: string): DeckState {
  if (/^Whether .* is not known: /.test(sentence)) return 'untested';
  if (/ cannot .*: /.test(sentence)) return 'denied';
  return / can .*, if /.test(sentence) ? 'conditional' : 'works';
}

async function seen(fields: DraftFields, given: AnyWorld) {
  const { deps, actor } = fakeConsole(given);
  const shown = await preview(deps, actor, { fields });
  if (!shown.ok) throw new Error(shown.error.kind);
  const world = await loadWorld(deps, actor.workspaceId);
  const { access } = await resolveDraft(deps, fields, world, deps.clock.now());
  const isRefused =
    [...Object.keys(shown.value.fieldErrors), ...shown.value.missing].length > 0;
  const { bridge } = shown.value;
  if (!access || isRefused) return { bridge, access: null };
  const worlds = worldsOf(world, access.pieces);
  const estates = await estatesOf(deps, world, access.pieces);
  const gains = accessGains(access, worlds, estates);
  return { bridge, access, named: access.gains(worlds), gains };
}

type Told = { facts: WorldFacts; deck: DeckState };

function asks(
  fields: DraftFields,
  given: AnyWorld,
  access: Access,
): Asked & Pick<Told, 'facts'> {
  const world = writtenInto(given.world, access.pieces);
  for (const id of [VENDOR, wholeAccount(fields) ?? VENDOR])
    world[id] ??= unreadAccount(id);
  const facts = factsOf(world, given.org);
  const user = access.place.roleArn;
  return {
    facts,
    crossing: askCrossing(facts, fields, access),
    place: askPlace(facts, user, fields),
    key: askKey(facts, user, fields),
    isUnread: fields.managedPolicies.includes('ReadOnlyAccess'),
  };
}

function expectLocks(
  locks: LockView[],
  deck: DeckState,
  asked: Asked,
  fields: DraftFields,
) {
  const worstOf = (states: LockView['state'][]) =>
    LOCKS.find((one) => states.includes(one));
  const state = worstOf(locks.map((lock) => lock.state));
  expect(state && DECK_OF[state]).toBe(deck);
  if (wholeAccount(fields) !== null || asked.isUnread) return;
  for (const lock of locks) {
    const [, states = []] =
      statesByHand(asked).find(([label]) => label.test(lock.label)) ?? [];
    if (states.length > 0)
      expect([lock.label, lock.state]).toEqual([lock.label, worstOf(states)]);
  }
}

/** How somebody stands who is listed as gaining; null of an account that was not read. */
function gainByHand(
  { who, how }: PlanGainView,
  { facts, deck }: Told,
  access: Access,
): DeckState | null {
  const { place } = access;
  const arn = who.arn ?? '';
  const isKnown = who.accountId !== null && facts.accounts.has(who.accountId);
  // The one row of these recipes is the picture's own.
  if (/^takes |^as itself|external ID$/.test(how)) return deck;
  if (!isKnown) return null;
  if (how === `becomes ${place.roleName}`) return deckOfAll(askAs(facts, arn, access));
  const everybody = everybodyIn(facts, who.accountId ?? '');
  const decks = everybody.map((one) => deckOfAll(askAs(facts, one, access)));
  return best(decks) === 'denied' ? 'denied' : 'conditional';
}

/** Whoever the plan names as gaining the role stands to it as the engine says. */
function expectGains(gains: PlanGainView[], told: Told, access: Access) {
  for (const gain of gains) {
    const { who, how, after } = gain;
    const byHand = gainByHand(gain, told, access) ?? after;
    expect([who.arn, how, after]).toEqual([who.arn, how, byHand]);
  }
}

type Standing = Map<string, DeckState>;

/** How everybody stands to a role, by any way: asked of each pair until nothing changes. */
function standingByHand(facts: WorldFacts, access: Access): Standing {
  const { roleArn } = access.place;
  const everybody = [...facts.accounts.keys()].flatMap((id) => everybodyIn(facts, id));
  const roles = [...facts.accounts.values()].flatMap(({ rolesByArn }) => [
    ...rolesByArn.keys(),
  ]);
  const edges = everybody.flatMap((from) =>
    roles.flatMap((to) => {
      const principal = { AWS: from };
      const ask = { principal, action: 'sts:AssumeRole', resource: to };
      const answers =
        to === roleArn ? askAs(facts, from, access) : [askByHand(facts, ask)];
      const deck = deckOfAll(answers);
      return deck === 'denied' ? [] : [{ from, to, deck }];
    }),
  );
  const isThere = access.place.whoArn === roleArn || roles.includes(roleArn);
  const standing: Standing = new Map(isThere ? [[roleArn, 'works']] : []);
  for (let isMoving = true; isMoving; ) {
    isMoving = false;
    for (const { from, to, deck } of edges) {
      const known = standing.get(from) ?? 'denied';
      const better = best([known, worst([deck, standing.get(to) ?? 'denied'])]);
      if (better !== known) isMoving = true;
      standing.set(from, better);
    }
  }
  return standing;
}

const isRise = (was: DeckState, is: DeckState) => DECKS.indexOf(is) > DECKS.indexOf(was);

/** What of the deed works, for whoever stands where the crossing leads. */
function useByHand(facts: WorldFacts, { place }: Access, fields: DraftFields): DeckState {
  const user = place.roleArn;
  const answers = [...askPlace(facts, user, fields), ...askKey(facts, user, fields)];
  const isUnread = fields.managedPolicies.includes('ReadOnlyAccess');
  return worst([deckOfAll(answers), ...(isUnread ? (['untested'] as const) : [])]);
}

/** Who gains, and from where to where, by asking about each pair. */
function gainsByHand(
  today: WorldFacts,
  after: WorldFacts,
  access: Access,
  fields: DraftFields,
) {
  const [was, is] = [standingByHand(today, access), standingByHand(after, access)];
  const use = {
    was: useByHand(today, access, fields),
    is: useByHand(after, access, fields),
  };
  return [...is].flatMap(([arn, deck]) => {
    const known = was.get(arn) ?? 'denied';
    const whole = [worst([known, use.was]), worst([deck, use.is])] as const;
    const turn = isRise(...whole) ? whole : ([known, deck] as const);
    const isOwn = arn === access.place.roleArn && takesRole(fields);
    return isRise(...turn) && !isOwn ? [[arn, ...turn] as const] : [];
  });
}

/** Nobody is left out of the list, and nobody is on it who gains nothing. */
function expectAllGains(
  { rows }: WhoGains,
  access: Access,
  fields: DraftFields,
  given: AnyWorld,
) {
  const today = factsOf(given.world, given.org);
  const after = factsOf(writtenInto(given.world, access.pieces), given.org);
  const ofAccounts = rows.filter(({ who }) => who.kind === 'account');
  const isCovered = (arn: string) =>
    ofAccounts.some(({ who }) => who.accountId === arn.split(':')[4]) &&
    deckOfAll(askAs(after, arn, access)) !== 'denied';
  // Of an account that was not read the named alone are known.
  const isRead = (arn: string) => after.accounts.has(arn.split(':')[4] ?? '');
  const listed = rows.filter(
    ({ who }) => (who.kind === 'user' || who.kind === 'role') && isRead(who.arn),
  );
  const byHand = gainsByHand(today, after, access, fields).filter(([arn]) => isRead(arn));
  const listedAs = listed.map((row) => [row.who.arn, row.today, row.after].join(' '));
  const all = byHand.map((one) => one.join(' '));
  const uncovered = byHand.filter(([arn]) => !isCovered(arn)).map((one) => one.join(' '));
  expect(all).toEqual(expect.arrayContaining(listedAs));
  expect(listedAs).toEqual(expect.arrayContaining(uncovered));
}

it.each(RecipeId.options)(
  'shows of %s in picture, sentence and locks what the engine says once it is written',
  async (recipe) => {
    const decks = new Set<DeckState | null>();
    const property = async (fields: DraftFields, given: AnyWorld) => {
      const { bridge, access, named, gains } = await seen(fields, given);
      const { deck, locks, sentence } = bridge;
      decks.add(access && deck);
      if (!access) {
        expect([deck, locks]).toEqual(['untested', []]);
        return;
      }
      const asked = asks(fields, given, access);
      const byHand = deckByHand(asked, fields);
      expect([deck, deckOfSentence(sentence)]).toEqual([byHand, byHand]);
      expectLocks(locks, deck, asked, fields);
      const told = { facts: asked.facts, deck: byHand };
      expectGains(named, told, access);
      expectAllGains(gains, access, fields, given);
    };
    await fc.assert(fc.asyncProperty(anyDraft(recipe), anyWorld, property), {
      numRuns: RUNS,
    });
    // Not everything was refused or shut, or nothing was compared.
    expect([...decks].filter((deck) => deck !== null).length).toBeGreaterThan(1);
  },
);
