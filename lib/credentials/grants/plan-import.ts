import { canonicalJson } from '@/lib/core/canonical-json';
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
import type { FileProblem, ImportPreview, ImportRow } from './grant-schema';
import { sayTerms, sayTo } from './say-grant';

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

type ImportStep = { row: ImportRow; wanted: Wanted };
export type PlannedImport = ImportPreview & { steps: ImportStep[] };

type Named = { to: GrantTo; toName: string | null };

/** What a file of grants would change. Roles that it does not name stay as they are. */
export function planImport(file: ReadGrantFile, standing: Standing): PlannedImport {
  const names = namesOf(standing);
  const emails = new Map(
    standing.people.map(({ userId, email }) => [`${userId}`, email]),
  );
  const problems = [...file.problems, ...problemsOf(file, standing, names)];
  if (problems.length > 0)
    return { problems, rows: [], unchangedTotal: 0, digest: '', steps: [] };
  const held = new Map(
    standing.grants.map((grant) => [
      `${grant.roleArn} ${fileKeyOf(grant, emails) ?? grant.id}`,
      grant,
    ]),
  );
  const wanted = new Set(file.grants.map(keyOf));
  const given = file.grants.flatMap((grant) =>
    stepFor(grant, names.get(grant.to), held.get(keyOf(grant))),
  );
  const named = new Set(file.roleArns);
  const ended = [...held].flatMap(([key, grant]) =>
    named.has(grant.roleArn) && !wanted.has(key) ? [endOf(grant)] : [],
  );
  const steps = [...given, ...ended];
  return {
    problems: [],
    rows: steps.map(({ row }) => row),
    unchangedTotal: file.grants.length - given.length,
    digest: sha256(canonicalJson(steps.map((step) => step.wanted))),
    steps,
  };
}

const keyOf = ({ roleArn, to }: Pick<FileGrant, 'roleArn' | 'to'>): string =>
  `${roleArn} ${to}`;

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
      ...(terms.endsAt && terms.endsAt <= now
        ? [problem('ends', 'This moment is past.')]
        : []),
    ];
  });
}

function stepFor(
  { roleArn, terms }: FileGrant,
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
      },
    ];
  if (canonicalJson(termsOf(held)) === canonicalJson(termsOf(terms))) return [];
  const { id, version } = held;
  return [
    {
      row: { kind: 'change', ...row, was: sayTerms(held) },
      wanted: { kind: 'change', id, version, terms },
    },
  ];
}

function endOf(grant: NamedGrant): ImportStep {
  const { id, version, roleArn } = grant;
  const row = { roleArn, toName: sayTo(grant), words: sayTerms(grant), was: null };
  return { row: { kind: 'end', ...row }, wanted: { kind: 'end', id, version } };
}

const termsOf = ({ maxSeconds, isReadOnly, services, fromIp, endsAt }: GrantTerms) => ({
  maxSeconds,
  isReadOnly,
  services: [...services].sort(),
  fromIp,
  endsAt: endsAt?.toISOString() ?? null,
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
