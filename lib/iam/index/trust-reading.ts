import { isServiceLinkedRole, roleOf } from '../evaluate/caller';
import {
  matchPrincipal,
  type PolicyHome,
  type PrincipalMatch,
} from '../match/match-principal';
import type { ParsedStatement } from '../parse/policy';
import { callerOf } from './caller-of';
import type { Block, Blocks, Member } from './condition-block';
import type { IndexedAccount } from './indexed-account';
import type { Alike, Batch, PolicyClass } from './policy-class';
import type { ReducedPrincipal } from './reduced';

/**
 * Principals by what a role's side says about them: which statements of its trust policy and of
 * the organization name them, how, and which conditions are left open. Null where only the
 * evaluator can tell.
 */
type Reading = { text: string | null; batches: Batch[] };

/**
 * What a role's side says about principals who fare like those of a class and stand alike to the
 * role. Equal lists are read once, for all roles of which one reader tells.
 */
export type TrustReader = (alike: Alike) => Reading[];

/** Whether any grant is among what a reading says. */
export const letsIn = (text: string): boolean => text.includes(';Allow');

type Line = {
  statement: ParsedStatement;
  block: Block | null;
  /** Resource control policies are not about callers that services own. */
  says: 'Allow' | 'Deny' | 'rcp';
};

/** What a role's side is made of. */
export type RoleSide = {
  partition: string;
  /** Statements of the trust policy that are about taking it. */
  trust: ParsedStatement[];
  rcp: RcpReading;
};

/** What resource control policies say, which is read once for many roles. */
export type RcpReading = Scopes & { read: (member: Member) => string | null };

type Scopes = Pick<Block, 'isOfCaller' | 'isOfAccount' | 'isOfRole'>;

const scopesOf = (lines: Line[]): Scopes => ({
  isOfCaller: lines.some(({ block }) => block?.isOfCaller),
  isOfAccount: lines.some(({ block }) => block?.isOfAccount),
  isOfRole: lines.some(({ block }) => block?.isOfRole),
});

/**
 * The reading of denials of resource control policies, which all name everybody.
 */
export function makeRcpReading(
  denials: ParsedStatement[],
  partition: string,
  blocks: Blocks,
): RcpReading {
  const lines = denials.map(
    (statement): Line => ({ statement, block: blocks.blockOf(statement), says: 'rcp' }),
  );
  const home = { partition, accountId: null };
  const scopes = scopesOf(lines);
  const known = new Map<string, string | null>();
  const readAnew = (member: Member): string | null =>
    readingOf(linesNaming(lines, member.caller, home), blocks, member);
  return {
    ...scopes,
    read(member) {
      if (lines.length === 0) return '';
      if (scopes.isOfCaller) return readAnew(member);
      const key = `${member.setting} ${member.caller.accountId}`;
      const found = known.get(key);
      if (found !== undefined) return found;
      const text = readAnew(member);
      known.set(key, text);
      return text;
    },
  };
}

/** Null for a role whose conditions read something of the role itself. */
export function makeTrustReader(
  { partition, trust, rcp }: RoleSide,
  blocks: Blocks,
): TrustReader | null {
  const lines = trust.map(
    (statement): Line => ({
      statement,
      block: blocks.blockOf(statement),
      says: statement.effect,
    }),
  );
  const scopes = scopesOf(lines);
  if (scopes.isOfRole || rcp.isOfRole) return null;
  // Every caller here has an account: providers, which hang on the role's, are judged elsewhere.
  const home = { partition, accountId: null };
  const reader = { lines, rcp, home, blocks };
  const sortAlike =
    scopes.isOfCaller || rcp.isOfCaller
      ? sortByCaller
      : scopes.isOfAccount || rcp.isOfAccount
        ? sortByAccount
        : takeTogether;
  const known = new WeakMap<Batch[], Reading[]>();
  return (alike) => {
    const found = known.get(alike.batches);
    if (found) return found;
    const readings = sortAlike(reader, alike);
    known.set(alike.batches, readings);
    return readings;
  };
}

type Reader = { lines: Line[]; rcp: RcpReading; home: PolicyHome; blocks: Blocks };

type Read = (principal: ReducedPrincipal) => string | null;

/** Where nothing of the caller is read, the first speaks for all. */
function takeTogether(reader: Reader, { policyClass, batches }: Alike): Reading[] {
  const [batch] = batches;
  return batch ? [{ text: readFirst(reader, policyClass, batch), batches }] : [];
}

/** Where nothing of the caller itself is read, the first of an account speaks for all of it. */
function sortByAccount(reader: Reader, { policyClass, batches }: Alike): Reading[] {
  const readings: Reading[] = [];
  let last: Batch | null = null;
  let text: string | null = null;
  for (const batch of batches) {
    if (batch.account !== last?.account) text = readFirst(reader, policyClass, batch);
    last = batch;
    batchesOf(readings, text).push(batch);
  }
  return readings;
}

function sortByCaller(reader: Reader, { policyClass, batches }: Alike): Reading[] {
  const readings: Reading[] = [];
  for (const batch of batches) {
    const read = readerOfBatch(reader, policyClass, batch);
    for (const principal of batch.principals) {
      addPrincipal(batchesOf(readings, read(principal)), batch.account, principal);
    }
  }
  return readings;
}

function addPrincipal(
  batches: Batch[],
  account: IndexedAccount,
  principal: ReducedPrincipal,
): void {
  const last = batches.at(-1);
  if (last?.account === account) last.principals.push(principal);
  else batches.push({ account, principals: [principal] });
}

function batchesOf(readings: Reading[], text: string | null): Batch[] {
  const known = readings.find((one) => one.text === text);
  if (known) return known.batches;
  const batches: Batch[] = [];
  readings.push({ text, batches });
  return batches;
}

function readFirst(
  reader: Reader,
  policyClass: PolicyClass,
  batch: Batch,
): string | null {
  const [first] = batch.principals;
  return first ? readerOfBatch(reader, policyClass, batch)(first) : null;
}

/** Members of one account are named alike: those that are named outright come alone. */
function readerOfBatch(
  { lines, rcp, home, blocks }: Reader,
  { setting }: PolicyClass,
  batch: Batch,
): Read {
  const { facts } = batch.account;
  let named: NamedLine[] | null = null;
  return (principal) => {
    const member = { caller: callerOf(facts, principal), setting };
    named ??= linesNaming(lines, member.caller, home);
    const trust = readingOf(named, blocks, member);
    if (trust === null) return null;
    const organization = rcp.read(member);
    return organization === null ? null : trust + organization;
  };
}

/** A line that names a caller, and how. */
type NamedLine = { line: Line; match: PrincipalMatch };

function linesNaming(
  lines: Line[],
  caller: Member['caller'],
  home: PolicyHome,
): NamedLine[] {
  const isExempt = isServiceLinkedRole(roleOf(caller));
  const named: NamedLine[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at];
    if (!line) continue;
    const { principal } = line.statement;
    const match = principal ? matchPrincipal(principal, caller, home) : 'everyone';
    const isFor = match !== 'none' && !(isExempt && line.says === 'rcp');
    if (isFor) named.push({ line, match });
  }
  return named;
}

function readingOf(named: NamedLine[], blocks: Blocks, member: Member): string | null {
  let text = '';
  for (let at = 0; at < named.length; at += 1) {
    const one = named[at];
    if (!one) continue;
    const { line, match } = one;
    const verdicts = line.block ? blocks.verdictsOf(line.block, member) : '';
    if (verdicts.includes('f')) continue;
    const open = openPart(line, verdicts);
    if (open === null) return null;
    text += `;${line.says} ${match}${open}`;
  }
  return text;
}

/** What is open of a line; null where it may hang on the caller in ways that no letter tells. */
function openPart({ block }: Line, verdicts: string): string | null {
  if (!block || !verdicts.includes('u')) return '';
  return block.isOfCaller || block.isOfAccount ? null : ` ${block.number}${verdicts}`;
}
