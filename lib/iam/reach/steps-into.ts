import type { Verdict } from '../evaluate/decide-question';
import { judgeEdge } from '../index/edges';
import type { EstateIndex } from '../index/estate-index';
import { findTaker } from '../index/find-taker';
import type { Circumstances } from '../index/judge-taking';
import type { ReducedPrincipal } from '../index/reduced';
import { sessionPrefixOf } from '../index/session-names';
import { type Sought, soughtRole } from '../index/sought';
import { takersOfSought, type WhoCan } from '../index/who-can';

/** How sure a step is; best first. What was not read may refuse the last. */
export const SURENESS = ['allow', 'conditional', 'not-read'] as const;
export type Sureness = (typeof SURENESS)[number];

/** A role to be taken, under a name that its session has to have; null when any will do. */
export type Stand = { role: string; sessionName: string | null };

/** One who can take a role at once. */
export type StepInto = {
  kind: 'user' | 'role' | 'session' | 'service' | 'federated' | 'not-collected';
  /** ARN, name of a service, or what the trust policy says of one whom nobody collected. */
  name: string;
  sureness: Sureness;
  /** Where one who takes others first has to stand; null for whoever nobody can take. */
  from: Stand | null;
};

/** Everybody who can take a role at once; of one that was not read nobody is known. */
export function stepsInto(
  index: EstateIndex,
  { role, sessionName }: Stand,
  circumstances: Circumstances,
): StepInto[] {
  const sought = soughtRole(index, role, circumstances);
  if (!sought) return [];
  const answer = takersOfSought(sought);
  const principals = answer.groups.flatMap(({ verdict, members }) =>
    members.flatMap((batch) => batch.principals.map((one) => ({ ...one, verdict }))),
  );
  const roles = principals.filter(({ kind }) => kind === 'role');
  return [
    ...principals.flatMap((one) => collectedInto(sought, one, sessionName)),
    ...sessionsInto(sought, [...roles, ...rolesOfSessions(sought)], sessionName),
    ...othersInto(answer),
  ];
}

type Collected = Pick<ReducedPrincipal, 'arn' | 'kind'> & { verdict: Verdict };

function collectedInto(
  sought: Sought,
  { arn, kind, verdict }: Collected,
  sessionName: string | null,
): StepInto[] {
  const judged = sessionName ? verdictOn(sought, arn, sessionName) : verdict;
  const from = kind === 'role' ? { role: arn, sessionName: null } : null;
  return judged ? [{ kind, name: arn, sureness: surenessOf(judged), from }] : [];
}

/**
 * Sessions by the names that trust policies ask of them. Where a role is taken under one of them
 * another way may be open, or a surer one.
 */
function sessionsInto(
  sought: Sought,
  roles: Role[],
  sessionName: string | null,
): StepInto[] {
  const { sessionNamesOf } = sought.index.tables();
  const byArn = new Map(roles.map((role) => [role.arn, role]));
  return [...byArn.values()].flatMap((role) =>
    sessionNamesOf(role).flatMap((own): StepInto[] => {
      const name = `${sessionPrefixOf(role.arn)}/${own}`;
      const verdict = verdictOn(sought, name, sessionName);
      const from = { role: role.arn, sessionName: own };
      return verdict
        ? [{ kind: 'session', name, sureness: surenessOf(verdict), from }]
        : [];
    }),
  );
}

const SESSION = /^arn:[^:]+:sts::(\d{12}):assumed-role\/([^/]+)\//;

type Role = Pick<ReducedPrincipal, 'arn' | 'id'>;

/** Roles that the trust policy names by sessions of theirs. */
function rolesOfSessions({ index, profile }: Sought): Role[] {
  const { namesLetIn, userIds } = profile();
  const byName = [...namesLetIn].flatMap((entry) => {
    const [, accountId = '', name = ''] = SESSION.exec(entry) ?? [];
    const role = index.world.accounts.get(accountId)?.rolesByName.get(name);
    return role ? [{ arn: role.Arn, id: role.RoleId }] : [];
  });
  const byId = [...userIds].flatMap((userId) => {
    const [id = ''] = userId.split(':');
    const principal = index.tables().memberNamed(id)?.principal;
    return principal?.kind === 'role' ? [principal] : [];
  });
  return [...byName, ...byId];
}

function othersInto({ outsiders, notCollected }: WhoCan): StepInto[] {
  const known = outsiders().map(({ principal, verdict }): StepInto => {
    const sureness = surenessOf(verdict);
    return 'Service' in principal
      ? { kind: 'service', name: principal.Service, sureness, from: null }
      : { kind: 'federated', name: principal.Federated, sureness, from: null };
  });
  const unknown = notCollected().map(
    (name): StepInto => ({
      kind: 'not-collected',
      name,
      sureness: 'not-read',
      from: null,
    }),
  );
  return [...known, ...unknown];
}

function verdictOn(
  sought: Sought,
  arn: string,
  sessionName: string | null,
): Verdict | null {
  const taker = findTaker(sought.index, { AWS: arn });
  return taker && judgeEdge(sought, taker, sessionName);
}

const surenessOf = ({ decision, requires }: Verdict): Sureness => {
  if (requires.length > 0) return 'not-read';
  return decision === 'allow' ? 'allow' : 'conditional';
};
