import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import { sayList } from '@/lib/iam/explain/list-words';
import { lineFinder, policySource } from '@/lib/iam/explain/policy-source';
import { type ReadJson, readJson } from '@/lib/iam/explain/read-json';
import { sayPlaces } from '@/lib/iam/explain/say-places';
import { cleanPastedJson } from '@/lib/iam/parse/clean-pasted';
import { documentSize } from '@/lib/iam/validate/document-size';
import type { Actor, Vocabulary } from '@/lib/ports';
import { sayAbsent } from '../fields/absent-principal';
import { trustLimitIn } from '../plan/sizes';
import { loadWorld, type WorldDeps } from '../world/load-world';
import { documentFindings, type Found } from './document-findings';
import { actionPlaces, type KnownWords, principalPlaces } from './name-findings';
import type { PolicyCheck, PolicyText } from './policy-check';

type CheckDeps = WorldDeps & { vocabulary: Vocabulary };

/** What is to be said about a policy as it is typed: nothing is written and AWS is not asked. */
export async function checkPolicy(
  deps: CheckDeps,
  actor: Actor,
  { text, kind, accountId }: PolicyText,
): Promise<Result<PolicyCheck, AppError>> {
  const denied = requirePermission(actor, 'setup:draft');
  if (denied) return err(denied);
  const tidy = tidied(text);
  const size = await sizeFor(deps, actor, { text: tidy.text, kind, accountId });
  const { limit } = size;
  if (text.trim() === '') return ok({ size, findings: [], says: [] });
  const read = readJson(text);
  const found =
    tidy.text.trim() === text.trim()
      ? [
          ...documentFindings({ text, kind, limit, read }, await wordsFor(deps, read)),
          ...(await absentFindings(deps, actor, read)),
        ]
      : [tidyFinding(text, tidy)];
  return ok({ size, findings: inOrder(text, found), says: sayPlaces(read, kind) });
}

/** How much it takes of what the account takes; of AWS's default where that is not known. */
async function sizeFor(
  deps: CheckDeps,
  { workspaceId }: Actor,
  { text, kind, accountId }: PolicyText,
): Promise<PolicyCheck['size']> {
  const { used, limit, unit, isSpaceCounted } = documentSize(text, kind);
  const usual = { used, limit, unit, isSpaceCounted };
  if (kind !== 'trust' || !accountId) return usual;
  const { readings } = await loadWorld(deps, workspaceId);
  return { ...usual, limit: trustLimitIn(readings.get(accountId)?.collected) };
}

type Tidied = { text: string; removed: string[] };

function tidied(text: string): Tidied {
  const { text: cleaned, removed } = cleanPastedJson(text);
  const decoded = policySource(cleaned);
  return {
    text: decoded,
    removed: decoded === cleaned ? removed : [...removed, 'percent encoding'],
  };
}

/** The console takes it out by itself, so the text is not called wrong. */
const tidyFinding = (text: string, { text: insert, removed }: Tidied): Found => ({
  severity: 'info',
  at: 0,
  message: `The text came with ${sayList(removed, 'and')}. The console takes that out.`,
  why: null,
  fix: { label: 'Clean up', from: 0, to: text.length, insert },
});

/** Whom AWS would not find; the inventory is looked at where somebody is named. */
async function absentFindings(
  deps: CheckDeps,
  { workspaceId }: Actor,
  { places }: ReadJson,
): Promise<Found[]> {
  const named = principalPlaces(places);
  if (named.length === 0) return [];
  const world = await loadWorld(deps, workspaceId);
  return named.flatMap(({ at, scalar }) => {
    const message = sayAbsent(scalar, world);
    return message ? [{ severity: 'error', at, message, why: null, fix: null }] : [];
  });
}

/** The vocabulary of what the policy names, and nothing else: there are hundreds of services. */
async function wordsFor({ vocabulary }: CheckDeps, read: ReadJson): Promise<KnownWords> {
  const named = actionPlaces(read.places).map(({ scalar }) => scalar);
  const keys = read.places.flatMap(({ path }) =>
    path.map((step) => (typeof step === 'string' ? step : '')),
  );
  const ids = new Set(
    [...named, ...keys].flatMap((name) =>
      name.includes(':') ? [name.split(':')[0]?.toLowerCase() ?? ''] : [],
    ),
  );
  const services = await Promise.all([...ids].map((id) => vocabulary.serviceOf(id)));
  const known = services.filter((service) => service !== null);
  return {
    ...(await vocabulary.list()),
    byId: new Map(known.map((service) => [service.id, service])),
  };
}

function inOrder(text: string, found: Found[]): PolicyCheck['findings'] {
  const find = lineFinder(text);
  return found
    .toSorted((a, b) => a.at - b.at)
    .map((one) => ({ ...one, line: find(one.at).line }));
}
