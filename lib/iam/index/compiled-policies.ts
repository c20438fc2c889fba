import { judgePrincipal, judgeStatement } from '../evaluate/judge-statement';
import { type Layer, unreadAtom } from '../evaluate/layer';
import type { Request } from '../evaluate/request';
import { type Formula, or } from '../formula/formula';
import type { CallerPolicies } from '../gather/caller-policies';
import type { Shelf } from '../gather/shelf';
import { matchAction } from '../match/match-action';
import { hasEffect, type ParsedStatement } from '../parse/policy';
import { type RoleRange, rangeOf } from './role-range';
import { coversAll } from './trace';

export const ASSUME_ROLE = 'sts:assumerole';

/** The statements of gathered policies that are about sts:AssumeRole. */
export type CompiledShelf = {
  allows: ParsedStatement[];
  denies: ParsedStatement[];
  unread: Shelf['unread'];
  /** The roles that they allow, and that they deny. */
  allowed: RoleRange;
  denied: RoleRange;
};

/** What goes with a caller whatever role it asks for. */
export type CompiledPolicies = {
  identity: CompiledShelf;
  /** Null without a boundary. */
  boundary: CompiledShelf | null;
  /** Levels of the organization; those that let everything pass are left out. */
  scp: CompiledShelf[];
};

/** @param scp what `compileScp` made of the gathered levels */
export const compilePolicies = (
  { identity, boundary }: Omit<CallerPolicies, 'scp'>,
  scp: CompiledShelf[],
): CompiledPolicies => ({
  identity: compileShelf(identity),
  boundary: boundary && compileShelf(boundary),
  scp,
});

export const compileScp = (scp: CallerPolicies['scp']): CompiledShelf[] =>
  (scp ?? []).map(compileShelf).filter((level) => !letsAllPass(level));

export function compileShelf(shelf: Shelf | null): CompiledShelf {
  const statements = (shelf?.policies ?? [])
    .flatMap(({ policy }) => policy.statements)
    .filter((one) => hasEffect(one) && matchAction(one.action, ASSUME_ROLE));
  const allows = statements.filter(({ effect }) => effect === 'Allow');
  const denies = statements.filter(({ effect }) => effect === 'Deny');
  const unread = shelf?.unread ?? [];
  return {
    allows,
    denies,
    unread,
    allowed: rangeOf(allows, unread.length > 0),
    denied: rangeOf(denies, unread.length > 0),
  };
}

const letsAllPass = ({ allows, denies, unread }: CompiledShelf): boolean =>
  denies.length === 0 && unread.length === 0 && allows.some(coversEverything);

/** A grant without conditions of every resource. */
export const coversEverything = (statement: ParsedStatement): boolean =>
  statement.conditions.length === 0 && coversEveryResource(statement);

export const coversEveryResource = ({ resource }: ParsedStatement): boolean =>
  resource !== null && coversAll(resource);

type Says = Pick<Layer, 'allow' | 'deny'>;

/** What the statements say about a request; the same as the layer that holds them all. */
export function judgeCompiled(
  { allows, denies, unread }: CompiledShelf,
  label: string,
  request: Request,
): Says {
  let allow = anyOf(allows, label, request);
  let deny = anyOf(denies, label, request);
  for (const { requirement, mayDeny } of unread) {
    allow = or(allow, unreadAtom('allows', requirement));
    if (mayDeny) deny = or(deny, unreadAtom('denies', requirement));
  }
  return { allow, deny };
}

function anyOf(statements: ParsedStatement[], label: string, request: Request): Formula {
  let any: Formula = false;
  for (const statement of statements) {
    const isNamed = !statement.principal || judgePrincipal(statement, request) !== 'none';
    if (isNamed) any = or(any, judgeStatement(statement, label, request) ?? false);
    if (any === true) return true;
  }
  return any;
}
