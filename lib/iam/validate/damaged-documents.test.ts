import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { decideQuestion } from '../evaluate/decide-question';
import { evaluate } from '../evaluate/evaluate';
import { describeStatement } from '../explain/describe-statement';
import { collectFacts } from '../facts/world-facts';
import { lint } from '../findings/lint';
import { decodeDocument } from '../parse/decode-document';
import { parsePolicy } from '../parse/parse-policy';
import { damage, diceOf } from './test-damage';
import { exchange, type Place, placesOf, type Scene } from './test-documents';
import { narrow } from './test-narrowing';
import { EVERY_KIND } from './test-scene';
import { validatePolicyDocument } from './validate-policy-document';

const DOCUMENTS_TOTAL = 10_000;
const RANK = { deny: 0, conditional: 1, allow: 2 };

const NARROWED_TOTAL = 3_000;

/** Grants nothing and denies nothing: the same as no document at all, but for its limits. */
const EMPTY = { Version: '2012-10-17', Statement: [] };

/** Refusals for a value, a name or a size. Such a document is well-formed and keeps its say. */
const BY_VALUE = new Set([
  'duplicate-sid',
  'group-as-principal',
  'invalid-arn',
  'invalid-binary',
  'invalid-boolean',
  'invalid-characters',
  'invalid-date',
  'invalid-number',
  'invalid-principal',
  'invalid-principal-wildcard',
  'invalid-sid',
  'missing-version',
  'not-an-s3-action',
  'not-an-sts-action',
  'prohibited-allow',
  'prohibited-not-action',
  'too-long',
  'wildcard-service',
]);

function scenesOfCases(): Scene[] {
  const folder = path.join(import.meta.dirname, '../cases');
  return readdirSync(folder).flatMap((file) => {
    const { cases } = JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
    return cases
      .filter(({ kind }: { kind: string }) => kind === 'decision')
      .map(({ world, question }: Scene & { question: unknown }) => ({
        world,
        questions: [question],
      }));
  });
}

const ranksOf = (scene: Scene): number[] => {
  const facts = collectFacts(scene.world);
  return scene.questions.map(
    (question) => RANK[decideQuestion(facts, question).decision],
  );
};

const isBetter = (ranks: number[], limits: number[]): boolean =>
  ranks.some((rank, at) => rank > (limits[at] ?? 0));

/**
 * The most that a damaged document may leave: what the sound one does without the denials that
 * the damage met. AWS never holds a damaged document, so nobody can tell what they denied, and
 * every other policy keeps its say; any denial that is still there as it was has to hold.
 */
function limitsOf({ scene, place, sound }: Damageable, damaged: unknown): number[] {
  const statements = statementsOf(place.document);
  const left = new Set(statementsOf(damaged).map((one) => JSON.stringify(one)));
  const kept = statements.filter(
    (one) => Object(one).Effect !== 'Deny' || left.has(JSON.stringify(one)),
  );
  if (kept.length === statements.length) return sound;
  const lifted = { ...Object(decoded(place.document)), Statement: kept };
  return ranksOf(exchange(scene, place, lifted));
}

const decoded = (document: unknown): unknown => {
  const read = decodeDocument(document);
  return read.ok ? read.document : null;
};

const statementsOf = (document: unknown): unknown[] =>
  [Object(decoded(document)).Statement ?? []].flat();

const textOf = (document: unknown): string =>
  typeof document === 'string' ? document : JSON.stringify(document);

const isMalformed = (document: unknown, { kind }: Place): boolean =>
  parsePolicy(document, kind).problems.length > 0 ||
  validatePolicyDocument(textOf(document), kind).some(({ code }) => !BY_VALUE.has(code));

/** Everything else that reads documents. What it says is not looked at: it must not throw. */
function readEverywhere({ world, questions }: Scene, document: unknown): void {
  const facts = collectFacts(world);
  for (const question of questions.slice(0, 2)) evaluate(facts, question);
  lint(facts);
  const { Statement = document } = Object(document);
  describeStatement([Statement].flat()[0]);
}

const scenes = [EVERY_KIND, ...scenesOfCases()];
const places = scenes.flatMap((scene) =>
  placesOf(scene)
    .filter(({ document, kind }) => parsePolicy(document, kind).problems.length === 0)
    .map((place) => ({
      scene,
      place,
      /** What each question gets from the document as it is. */
      sound: ranksOf(scene),
      /** What each question gets when the document grants nothing. */
      without: ranksOf(exchange(scene, place, EMPTY)),
    })),
);

type Damageable = (typeof places)[number];

function placeOf(seed: number): Damageable {
  const found = places[seed % places.length];
  if (!found) throw new Error('There is no document to damage.');
  return found;
}

it('has a document of every kind to damage', () => {
  expect(new Set(places.map(({ place }) => place.kind))).toEqual(
    new Set(['trust', 'identity', 'bucket', 'key', 'boundary', 'session', 'scp', 'rcp']),
  );
});

it(`says for ${DOCUMENTS_TOTAL.toLocaleString('en')} damaged documents what is wrong, and lets none of them grant anything or lift a denial that it left`, () => {
  const faults: string[] = [];
  let malformedTotal = 0;
  for (let seed = 0; seed < DOCUMENTS_TOTAL; seed += 1) {
    const dice = diceOf(seed);
    const damageable = placeOf(seed);
    const { scene, place, without } = damageable;
    const damaged = damage(place.document, dice);
    const changed = exchange(scene, place, damaged);
    const ranks = ranksOf(changed);
    if (seed % 4 === 0) readEverywhere(changed, damaged);
    if (!isMalformed(damaged, place)) continue;
    malformedTotal += 1;
    const isMore =
      isBetter(ranks, without) || isBetter(ranks, limitsOf(damageable, damaged));
    if (isMore) faults.push(`${seed} ${place.kind}: ${textOf(damaged).slice(0, 400)}`);
  }
  expect(faults).toEqual([]);
  expect(malformedTotal).toBeGreaterThan(DOCUMENTS_TOTAL / 2);
}, 180_000);

it('lets nobody do more by documents that grant less or deny more', () => {
  const faults: string[] = [];
  for (let seed = 0; seed < NARROWED_TOTAL; seed += 1) {
    const { scene, place, sound } = placeOf(seed);
    const narrowed = narrow(decoded(place.document), diceOf(seed));
    const ranks = ranksOf(exchange(scene, place, narrowed));
    if (isBetter(ranks, sound)) faults.push(`${seed} ${place.kind}: ${textOf(narrowed)}`);
  }
  expect(faults).toEqual([]);
}, 180_000);
