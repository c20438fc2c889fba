import { providerText } from '@/lib/core/provider-text';
import { err, ok, type Result } from '@/lib/core/result';
import { isSameKey, tagList, tagTextIn } from '@/lib/core/role-tag';
import type {
  Aws,
  AwsConnection,
  AwsFailure,
  AwsTarget,
  AwsWrite,
  TargetState,
} from '@/lib/ports';
import { bondsIn } from './aws-bonds';
import { doOther, type Others, placeKey } from './aws-others';
import type { Life, Tape } from './stores';

type Role = { trust: string; tags: Record<string, string> };
type Part =
  | 'readTarget'
  | 'listBonds'
  | 'write'
  | 'whoAmI'
  | 'actAs'
  | 'assumeRole'
  | 'assumeRoleWith'
  | 'assumeBySignIn'
  | 's3'
  | 'tryKey'
  | 'lookupEvents';

/** What AWS holds: roles and inline policies by account and name. */
export type FakeAws = Pick<Aws, Part> & {
  roles: Map<string, Role>;
  policies: Map<string, string>;
  /** Everything else, by `placeKey`. */
  others: Others;
  /** Answers of the next writes, before anything is done; null lets one through. */
  answers: (AwsFailure | null)[];
  /** Kills the process at this write, before or after AWS has done it. */
  killAt: { write: number; when: 'before' | 'after' } | null;
  writes: number;
};

const roleKey = ({ accountId }: AwsConnection, name: string) => `${accountId} ${name}`;

type Inline = { principal: string; principalName: string; policyName: string };
const policyKey = (at: AwsConnection, { principal, principalName, policyName }: Inline) =>
  `${at.accountId} ${principal} ${principalName} ${policyName}`;

export const refused = (code: string, message = 'no'): AwsFailure => ({
  kind: 'refused',
  operation: 'iam:Any',
  code,
  message,
  requestId: 'r',
});

/** An AWS that keeps what is written, records each write, and can refuse or die at any of them. */
export function fakeAws(tape: Tape, life: Life): FakeAws {
  const fake: FakeAws = {
    roles: new Map(),
    policies: new Map(),
    others: new Map(),
    answers: [],
    killAt: null,
    writes: 0,
    readTarget: async (at, target) => {
      life.check();
      return ok(readState(fake, at, target));
    },
    listBonds: async (at, object) => {
      life.check();
      return ok(bondsIn(fake, at, object));
    },
    write: (at, change) => writeOnce(fake, tape, life, at, change),
    whoAmI: async () => err({ kind: 'not_configured', message: 'nobody' }),
    actAs: async () => err({ kind: 'not_configured', message: 'Not tested: a fake.' }),
    assumeRole: async () => err(refused('AccessDenied')),
    assumeRoleWith: async () => err(refused('AccessDenied')),
    assumeBySignIn: async () =>
      err({ kind: 'not_configured', message: 'Not tested: a fake.' }),
    s3: async () => err(refused('AccessDenied')),
    tryKey: async () => err(refused('AccessDenied')),
    lookupEvents: async () => ok({ events: [], isMore: false }),
  };
  return fake;
}

function readState(fake: FakeAws, at: AwsConnection, target: AwsTarget): TargetState {
  if (target.kind === 'inline-policy') {
    const document = fake.policies.get(policyKey(at, target));
    return document === undefined
      ? { exists: false }
      : { exists: true, document, tags: {}, id: null };
  }
  if (target.kind === 'role' || target.kind === 'trust')
    return roleState(fake.roles.get(roleKey(at, target.roleName)));
  if (target.kind === 'role-tag')
    return tagOf(fake.roles.get(roleKey(at, target.roleName)), target.key);
  const place =
    target.kind === 'policy-document'
      ? ({ ...target, kind: 'managed-policy' } as const)
      : target;
  const other = fake.others.get(placeKey(at, place));
  if (other && target.kind === 'provider-audience') {
    const document = providerText(JSON.parse(other.document));
    return { exists: true, document, tags: {}, id: null };
  }
  return other ? { exists: true, ...other, id: null } : { exists: false };
}

const roleState = (role: Role | undefined): TargetState =>
  role
    ? { exists: true, document: role.trust, tags: role.tags, id: 'AROA' }
    : { exists: false };

function tagOf(role: Role | undefined, key: string): TargetState {
  const document = tagTextIn(tagList(role?.tags ?? {}), key);
  return document === null
    ? { exists: false }
    : { exists: true, document, tags: {}, id: null };
}

async function writeOnce(
  fake: FakeAws,
  tape: Tape,
  life: Life,
  at: AwsConnection,
  change: AwsWrite,
): Promise<Result<{ requestId: string }, AwsFailure>> {
  life.check();
  fake.writes += 1;
  const death = fake.killAt?.write === fake.writes ? fake.killAt.when : null;
  if (death === 'before') life.isKilled = true;
  life.check();
  const answer = fake.answers.shift();
  if (answer) return err(answer);
  tape.push(`aws ${change.kind}`);
  const failure = doWrite(fake, at, change);
  if (death === 'after') life.isKilled = true;
  life.check();
  return failure ? err(failure) : ok({ requestId: `r${fake.writes}` });
}

function doWrite(fake: FakeAws, at: AwsConnection, change: AwsWrite): AwsFailure | null {
  switch (change.kind) {
    case 'create-role': {
      const key = roleKey(at, change.roleName);
      if (fake.roles.has(key)) return refused('EntityAlreadyExistsException');
      fake.roles.set(key, { trust: change.trust, tags: change.tags });
      return null;
    }
    case 'delete-role':
      fake.roles.delete(roleKey(at, change.roleName));
      return null;
    case 'put-trust':
      return retrust(fake.roles.get(roleKey(at, change.roleName)), change.document);
    case 'tag-role':
    case 'untag-role':
      return retag(fake.roles.get(roleKey(at, change.roleName)), change);
    case 'put-inline-policy':
      fake.policies.set(policyKey(at, change), change.document);
      return null;
    case 'delete-inline-policy':
      fake.policies.delete(policyKey(at, change));
      return null;
    default:
      return doOther(fake.others, at, change)
        ? null
        : refused('EntityAlreadyExistsException');
  }
}

function retrust(role: Role | undefined, trust: string): AwsFailure | null {
  if (!role) return refused('NoSuchEntityException');
  role.trust = trust;
  return null;
}

type TagWrite = Extract<AwsWrite, { kind: 'tag-role' | 'untag-role' }>;

/** Keys are the same whatever their case; the last one is kept as it was spelled. */
function retag(role: Role | undefined, change: TagWrite): AwsFailure | null {
  if (!role) return refused('NoSuchEntityException');
  const others = tagList(role.tags).filter(({ key }) => !isSameKey(key, change.key));
  const tags = change.kind === 'tag-role' ? [...others, change] : others;
  role.tags = Object.fromEntries(tags.map(({ key, value }) => [key, value]).sort());
  return null;
}
