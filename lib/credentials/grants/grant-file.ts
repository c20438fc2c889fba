import * as z from 'zod';
import { MAX_SESSION_SECONDS, MIN_SESSION_SECONDS } from '@/lib/core/duration';
import { RoleArn } from '@/lib/core/ids';
import { STEP_UPS } from '@/lib/core/step-up';
import { type JsonPlace, readJson } from '@/lib/iam/explain/read-json';
import type {
  GrantRule,
  GrantTerms,
  NamedGrant,
  Person,
  StoredPersonGroup,
} from '@/lib/ports';
import { LIMIT_SERVICE_IDS } from '../limit-services';
import { fromIp } from '../schema';
import { hasRunOut } from './grant-rule';
import type { FileProblem } from './grant-schema';

const FORMAT = 'drawbridge-grants-1';

const TO =
  'Expected "everybody", "person:" with an e-mail address, or "group:" with a name.';

const FileGrant = z
  .strictObject({
    to: z.string().regex(/^(everybody|person:.+|group:.+)$/, TO),
    maxSeconds: z
      .int('Expected seconds.')
      .min(MIN_SESSION_SECONDS, 'A session lasts 900 seconds at least.')
      .max(MAX_SESSION_SECONDS, 'A session lasts 43,200 seconds at most.')
      .nullish(),
    readOnly: z.boolean().default(false),
    services: z
      .array(z.enum(LIMIT_SERVICE_IDS, 'Not a service that a session can be kept to.'))
      .default([]),
    from: fromIp,
    ends: z.iso
      .datetime({
        offset: true,
        error: 'Expected a moment such as 2026-12-31T18:00:00Z.',
      })
      .nullish(),
    /** Who has to allow a request, and how many of them. */
    ask: z
      .strictObject({
        approvals: z.int().min(1).max(5).default(1),
        people: z.array(z.string()).default([]),
        group: z.string().nullish(),
      })
      .nullish(),
    breakGlass: z.boolean().default(false),
    stepUp: z
      .enum(STEP_UPS, 'Expected "never", "every-12-h" or "each-time".')
      .default('never'),
  })
  // A glass needs no approval: beside one, approvers would be named and never asked.
  .refine(({ ask, breakGlass }) => !(ask && breakGlass), {
    path: ['breakGlass'],
    error: 'Either "ask" or "breakGlass": a broken glass waits for no approval.',
  });

const GrantFile = z.strictObject({
  format: z.literal(FORMAT, `Expected "${FORMAT}".`),
  roles: z.record(RoleArn, z.array(FileGrant, 'Expected a list of grants.'), {
    error: ({ code }) =>
      code === 'invalid_type'
        ? 'Expected roles by ARN, each with its grants.'
        : undefined,
  }),
});

/** One grant as the file says it: to whom by name, and where in the text it stands. */
export type FileGrant = {
  roleArn: string;
  to: string;
  terms: Omit<GrantTerms, keyof GrantRule>;
  rule: GrantRule['rule'];
  /** Approvers by e-mail and name of their group. */
  ask: { approvals: number; people: string[]; group?: string | null | undefined } | null;
  line: number;
};

export type ReadGrantFile = {
  /** Roles that the file names: what it does not list for one of them ends. */
  roleArns: string[];
  grants: FileGrant[];
  problems: FileProblem[];
};

/** Reads a file of grants; every problem with its line and field. Never throws. */
export function readGrantFile(text: string): ReadGrantFile {
  const { value, places, fault } = readJson(text);
  const lineAt = lineFinder(text);
  const broken = (problems: FileProblem[]) => ({ roleArns: [], grants: [], problems });
  if (fault)
    return broken([{ line: lineAt(fault.at), field: '', message: fault.message }]);
  const repeated = places
    .filter(({ isRepeated }) => isRepeated)
    .map(({ at, path }) => ({
      line: lineAt(at),
      field: path.join('.'),
      message: 'This key stands here twice.',
    }));
  const lineOf = placeFinder(places, lineAt);
  const parsed = GrantFile.safeParse(value);
  if (!parsed.success)
    return broken([
      ...repeated,
      ...parsed.error.issues.map((issue) => ({
        line: lineOf(issue.path),
        field: issue.path.slice(-1).join(''),
        message: messageOf(issue),
      })),
    ]);
  if (repeated.length > 0) return broken(repeated);
  const { roles } = parsed.data;
  const grants = Object.entries(roles).flatMap(([roleArn, list]) =>
    list.map((grant, index) =>
      grantOf(roleArn, grant, lineOf(['roles', roleArn, index])),
    ),
  );
  return { roleArns: Object.keys(roles), grants, problems: [] };
}

const grantOf = (
  roleArn: string,
  { to, maxSeconds, readOnly, services, from, ends, stepUp, ...how }: GrantInFile,
  line: number,
): FileGrant => ({
  roleArn,
  to,
  rule: ruleOf(how),
  ask: how.ask ?? null,
  terms: {
    maxSeconds: maxSeconds ?? null,
    isReadOnly: readOnly,
    services,
    fromIp: from,
    endsAt: ends ? new Date(ends) : null,
    stepUp,
  },
  line,
});
type GrantInFile = z.infer<typeof FileGrant>;

/** What is wrong with a key stands one level deeper. */
const messageOf = (issue: z.core.$ZodIssue): string =>
  issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? '') : issue.message;

type How = { ask?: object | null | undefined; breakGlass: boolean };

function ruleOf({ ask, breakGlass }: How): GrantRule['rule'] {
  if (breakGlass) return 'break-glass';
  return ask ? 'ask' : 'none';
}

function lineFinder(text: string): (at: number) => number {
  const ends: number[] = [];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1))
    ends.push(at);
  return (at) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) < at) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  };
}

/** The line of a path, or of the nearest thing around it that the text holds. */
function placeFinder(places: JsonPlace[], lineAt: (at: number) => number) {
  const byPath = new Map(places.map(({ path, at }) => [JSON.stringify(path), at]));
  return (path: readonly PropertyKey[]): number => {
    for (let length = path.length; length >= 0; length -= 1) {
      const at = byPath.get(JSON.stringify(path.slice(0, length)));
      if (at !== undefined) return lineAt(at);
    }
    return 1;
  };
}

/** The same file from the grants that go on: reading it back changes nothing. */
export function writeGrantFile(
  grants: readonly NamedGrant[],
  people: readonly Person[],
  groups: readonly StoredPersonGroup[],
  now: Date,
): string {
  const emails = new Map(people.map(({ userId, email }) => [userId as string, email]));
  const roles: Record<string, unknown[]> = {};
  for (const grant of grants) {
    const to = fileKeyOf(grant, emails);
    if (to === null || hasRunOut(grant, now)) continue;
    const list = roles[grant.roleArn] ?? [];
    list.push({ to, ...writtenTerms(grant), ...writtenRule(grant, emails, groups) });
    roles[grant.roleArn] = list;
  }
  return `${JSON.stringify({ format: FORMAT, roles }, null, 2)}\n`;
}

const writtenTerms = (grant: GrantTerms) => ({
  maxSeconds: grant.maxSeconds ?? undefined,
  readOnly: grant.isReadOnly || undefined,
  services: grant.services.length > 0 ? grant.services : undefined,
  from: grant.fromIp ?? undefined,
  ends: grant.endsAt?.toISOString(),
  stepUp: grant.stepUp === 'never' ? undefined : grant.stepUp,
});

function writtenRule(
  { rule, approvals, approverIds, approverGroupId }: GrantRule,
  emails: ReadonlyMap<string, string>,
  groups: readonly StoredPersonGroup[],
) {
  if (rule === 'break-glass') return { breakGlass: true };
  if (rule === 'none') return {};
  const people = approverIds.flatMap((id) => emails.get(id) ?? []);
  const group = groups.find(({ id }) => id === approverGroupId)?.name;
  return { ask: { approvals, people, group } };
}

/** How the file names whom a grant is for; null for somebody who is no member any more. */
export function fileKeyOf(
  { to, toName }: Pick<NamedGrant, 'to' | 'toName'>,
  emails: ReadonlyMap<string, string>,
): string | null {
  if (to.kind === 'everybody') return 'everybody';
  const name = to.kind === 'person' ? emails.get(to.userId) : toName;
  return name ? `${to.kind}:${name}` : null;
}
