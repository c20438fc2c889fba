import { canonicalJson } from '@/lib/core/canonical-json';
import { describeError } from '@/lib/core/errors';
import { sha256 } from '@/lib/core/sha256';
import type {
  GrantChange,
  GrantTerms,
  GrantTo,
  NamedGrant,
  Person,
  StoredPersonGroup,
} from '@/lib/ports';
import { type FileGrant, fileKeyOf, type ReadGrantFile } from './grant-file';
import { hasRunOut, settleRule } from './grant-rule';
import type { FileProblem, ImportPreview, ImportRow } from './grant-schema';
import { sayTerms, sayTo } from './say-grant';
import type { ToldGrant } from './telling-of-grant';

/** What stands now, as far as a file can meet it. */
export type Standing = {
  grants: NamedGrant[];
  people: Person[];
  groups: StoredPersonGroup[];
  /** Roles that the console can take. */
  roleArns: ReadonlySet<string>;
  now: Date;
};

/** A change without what only the moment of writing knows. */
type Wanted =
  | { kind: 'add'; roleArn: string; to: GrantTo; terms: GrantTerms }
  | { kind: 'change'; id: string; version: number; terms: GrantTerms }
  | { kind: 'end'; id: string; version: number };

/** The grant as it stands once the step is done, but for what only the writing knows. */
type Outcome = Omit<ToldGrant, 'id' | 'workspaceId'>;

type ImportStep = { row: ImportRow; wanted: Wanted; outcome: Outcome };
export type PlannedImport = ImportPreview & { steps: ImportStep[] };

type Named = { to: GrantTo; toName: string | null };

type Settled = FileGrant & { whole: GrantTerms };

/** What a file of grants would change. Roles that it does not name stay as they are. */
export function planImport(file: ReadGrantFile, standing: Standing): PlannedImport {
  const names = namesOf(standing);
  const settled = file.grants.map((grant) => settle(grant, standing));
  const problems = [
    ...file.problems,
    ...problemsOf(file, standing, names),
    ...settled.flatMap((one) => ('problem' in one ? one.problem : [])),
  ];
  if (problems.length > 0)
    return { problems, rows: [], unchangedTotal: 0, digest: '', steps: [] };
  const steps = stepsOf(
    file,
    settled.flatMap((one) => ('problem' in one ? [] : one)),
    standing,
    names,
  );
  const endsTotal = steps.filter(({ row }) => row.kind === 'end').length;
  return {
    problems: [],
    rows: steps.map(({ row }) => row),
    unchangedTotal: file.grants.length - (steps.length - endsTotal),
    digest: sha256(canonicalJson(steps.map((step) => step.wanted))),
    steps,
  };
}

function stepsOf(
  file: ReadGrantFile,
  grants: Settled[],
  standing: Standing,
  names: ReadonlyMap<string, Named>,
): ImportStep[] {
  const emails = new Map(
    standing.people.map(({ userId, email }) => [`${userId}`, email]),
  );
  const held = new Map(
    standing.grants.map((grant) => [
      keyOf({ ...grant, to: fileKeyOf(grant, emails) ?? grant.id }),
      grant,
    ]),
  );
  const wanted = new Set(grants.map(keyOf));
  const given = grants.flatMap((grant) =>
    stepFor(grant, names.get(grant.to), held.get(keyOf(grant))),
  );
  const named = new Set(file.roleArns);
  // One that ran out has ended already, and no file holds it.
  const goingOn = [...held].filter(([, grant]) => !hasRunOut(grant, standing.now));
  const ended = goingOn.flatMap(([key, grant]) =>
    named.has(grant.roleArn) && !wanted.has(key) ? [endOf(grant)] : [],
  );
  return [...given, ...ended];
}

/** The grant with its approvers found, or why they cannot be. */
function settle(
  grant: FileGrant,
  { people, groups }: Standing,
): Settled | { problem: FileProblem } {
  const { line, rule, ask } = grant;
  const group = groups.find(({ name }) => name === ask?.group);
  const problem = (message: string) => ({ problem: { line, field: 'ask', message } });
  if (ask?.group && !group) return problem(`There is no group ${ask.group}.`);
  const missing = ask?.people.find((one) => !people.some(({ email }) => email === one));
  if (missing) return problem(`${missing} is not in this workspace.`);
  const approverIds = people
    .filter(({ email }) => ask?.people.includes(email))
    .map(({ userId }) => userId);
  const approverGroupId = group?.id ?? null;
  const wish = { rule, approvals: ask?.approvals ?? 0, approverIds, approverGroupId };
  const settled = settleRule(wish, { people, groups });
  return settled.ok
    ? { ...grant, whole: { ...grant.terms, ...settled.value } }
    : problem(describeError(settled.error));
}

/** Whom a role is given to, and how: one grant of each. */
const keyOf = ({ roleArn, to, rule }: Pick<FileGrant, 'roleArn' | 'to' | 'rule'>) =>
  `${roleArn} ${rule} ${to}`;

const namesOf = ({ people, groups }: Standing): Map<string, Named> =>
  new Map<string, Named>([
    ['everybody', { to: { kind: 'everybody' }, toName: null }],
    ...people.map(({ userId, name, email }): [string, Named] => [
      `person:${email}`,
      { to: { kind: 'person', userId }, toName: name },
    ]),
    ...groups.map(({ id, name }): [string, Named] => [
      `group:${name}`,
      { to: { kind: 'group', groupId: id }, toName: name },
    ]),
  ]);

function problemsOf(
  { grants }: ReadGrantFile,
  { roleArns, now }: Standing,
  names: ReadonlyMap<string, Named>,
): FileProblem[] {
  const seen = new Set<string>();
  return grants.flatMap((grant) => {
    const { roleArn, to, terms, line } = grant;
    const problem = (field: string, message: string) => ({ line, field, message });
    const isTwice = seen.has(keyOf(grant));
    seen.add(keyOf(grant));
    return [
      ...(names.has(to) ? [] : [problem('to', `${to} is not in this workspace.`)]),
      ...(isTwice ? [problem('to', `${to} stands here twice for this role.`)] : []),
      ...(roleArns.has(roleArn)
        ? []
        : [problem('roles', `This console cannot take ${roleArn}.`)]),
      ...(hasRunOut(terms, now) ? [problem('ends', 'This moment is past.')] : []),
    ];
  });
}

function stepFor(
  { roleArn, whole: terms }: Settled,
  named: Named | undefined,
  held: NamedGrant | undefined,
): ImportStep[] {
  if (!named) return [];
  const row = { roleArn, toName: sayTo(named), words: sayTerms(terms) };
  if (!held)
    return [
      {
        row: { kind: 'add', ...row, was: null },
        wanted: { kind: 'add', roleArn, to: named.to, terms },
        outcome: { roleArn, ...named, ...terms, version: 1 },
      },
    ];
  if (canonicalJson(termsOf(held)) === canonicalJson(termsOf(terms))) return [];
  const { id, version } = held;
  return [
    {
      row: { kind: 'change', ...row, was: sayTerms(held) },
      wanted: { kind: 'change', id, version, terms },
      outcome: { ...held, ...terms, version: version + 1 },
    },
  ];
}

function endOf(grant: NamedGrant): ImportStep {
  const { id, version, roleArn } = grant;
  const row = { roleArn, toName: sayTo(grant), words: sayTerms(grant), was: null };
  return {
    row: { kind: 'end', ...row },
    wanted: { kind: 'end', id, version },
    outcome: { ...grant, version: version + 1 },
  };
}

const termsOf = (terms: GrantTerms) => ({
  maxSeconds: terms.maxSeconds,
  isReadOnly: terms.isReadOnly,
  services: [...terms.services].sort(),
  fromIp: terms.fromIp,
  endsAt: terms.endsAt?.toISOString() ?? null,
  stepUp: terms.stepUp,
  rule: terms.rule,
  approvals: terms.approvals,
  approverIds: [...terms.approverIds].sort(),
  approverGroupId: terms.approverGroupId,
});

/** The change to write, once it is clear who writes it and when. */
export function changeOf(
  wanted: Wanted,
  by: { id: string; now: Date; name: string; workspaceId: NamedGrant['workspaceId'] },
): GrantChange {
  if (wanted.kind === 'end') return { ...wanted, at: by.now, byName: by.name };
  if (wanted.kind === 'change') return wanted;
  const { roleArn, to, terms } = wanted;
  const made = { createdAt: by.now, createdByName: by.name };
  return {
    kind: 'add',
    grant: { id: by.id, workspaceId: by.workspaceId, roleArn, to, ...terms, ...made },
  };
}
