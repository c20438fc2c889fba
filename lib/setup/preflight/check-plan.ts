import { nameOfArn } from '@/lib/core/arn';
import { sayDuration } from '@/lib/core/duration';
import { sayList } from '@/lib/iam/explain/list-words';
import type { TrailsView } from '@/lib/iam/explain/say-trails';
import { parsePolicy } from '@/lib/iam/parse/parse-policy';
import type { StoredPlan } from '@/lib/ports';
import { isAdministrativeArn } from '../fields/is-administrative';
import { readFixture } from '../plan/read-fixture';
import type { RoleRequest } from '../recipes/role-request';
import type { PreflightView } from './schema';

type Checked = Omit<PreflightView, 'attested'>;
/** What is known of the trails of one of its accounts. */
export type AccountTrails = { name: string; trails: TrailsView };

type Found = Pick<Checked, 'state' | 'sentence'>;

/** What can be told of a plan from its documents, the engine and its proof. */
export const checkPlan = (plan: StoredPlan, trails: AccountTrails[]): Checked[] => [
  { id: 'least-privilege', title: 'Least privilege', ...leastPrivilege(plan) },
  { id: 'simulator', title: 'Policy simulator', ...simulated(plan) },
  {
    id: 'network-path',
    title: 'Network path',
    state: 'open',
    sentence:
      'Endpoints, proxies and firewalls between the caller and AWS are not seen from here.',
  },
  {
    id: 'resource-policies',
    title: 'Bucket and key policies',
    ...resourcePolicies(plan),
  },
  { id: 'temporary-credentials', title: 'Temporary credentials', ...temporary(plan) },
  { id: 'regions', title: 'Regions', ...regions(plan) },
  { id: 'cloudtrail', title: 'CloudTrail', ...kept(trails) },
  { id: 'logs', title: 'CloudTrail and access logs', ...logs(plan) },
];

const ok = (sentence: string): Found => ({ state: 'ok', sentence });

/** An action that names a service's whole range, or every one. */
const WIDE = /^(?:\*|[\w-]+:\*)$/;

function leastPrivilege({ steps }: StoredPlan): Found {
  const statements = steps
    .filter(({ write }) => write.kind === 'put-inline-policy')
    .flatMap(({ after }) => parsePolicy(after ?? '', 'identity').statements)
    .filter(({ effect }) => effect === 'Allow');
  const wide = statements.flatMap(({ action, resource }) => [
    ...(action.isNegated ? ['NotAction'] : []),
    ...action.patterns.map(({ text }) => text).filter((text) => WIDE.test(text)),
    ...(resource?.patterns.some(({ raw }) => raw === '*') ? ['every resource'] : []),
  ]);
  if (wide.length > 0)
    return {
      state: 'attention',
      sentence: `The plan allows ${[...new Set(wide)].join(', ')}. Name the actions and resources that are needed.`,
    };
  const attached = steps.flatMap(({ write }) =>
    write.kind === 'attach-policy' ? [write.policyArn] : [],
  );
  return attached.length > 0
    ? wholePolicies(attached)
    : ok('Every statement names its actions and its resources.');
}

/** What a managed policy allows is up to who keeps it, and changes without this plan. */
const wholePolicies = (arns: string[]): Found => ({
  state: arns.some(isAdministrativeArn) ? 'attention' : 'open',
  sentence: `The role gets ${sayList(arns.map(nameOfArn), 'and')} whole. Whether it needs all of that is not seen from here.`,
});

function simulated(plan: StoredPlan): Found {
  const { deck, sentence } = readFixture(plan).after;
  const isFine = deck === 'works' || deck === 'conditional';
  return { state: isFine ? 'ok' : 'attention', sentence: `By evaluation: ${sentence}` };
}

function resourcePolicies(plan: StoredPlan): Found {
  const { locks } = readFixture(plan).after;
  const inTheWay = locks.find(({ state }) => state === 'closed' || state === 'untested');
  if (!inTheWay)
    return ok(`${locks.length} policies have to agree, and do: ${sayLocks(plan)}.`);
  const state = inTheWay.state === 'closed' ? 'attention' : 'open';
  return { state, sentence: `${inTheWay.label}: ${inTheWay.sentence}` };
}

const sayLocks = (plan: StoredPlan): string =>
  readFixture(plan)
    .after.locks.map(({ label }) => label)
    .join(', ');

function temporary(plan: StoredPlan): Found {
  const { sessionSeconds } = readFixture(plan).request as Partial<RoleRequest>; // if it has a role
  return sessionSeconds === undefined
    ? ok('The plan makes no access key.')
    : ok(
        `The role’s keys end after ${sayDuration(sessionSeconds)} at most. The plan makes no access key.`,
      );
}

function regions({ body }: StoredPlan): Found {
  const partition = body.roleArn.split(':')[1] ?? 'aws';
  return body.bucket === ''
    ? ok(`Both accounts are in partition ${partition}. IAM has no regions.`)
    : ok(
        `${body.bucket} is in ${body.region}: call S3 there. Both accounts are in partition ${partition}.`,
      );
}

/** Whether both accounts keep what happens in them. */
function kept(accounts: AccountTrails[]): Found {
  const states = accounts.map(({ trails }) => trails.state);
  const known = states.includes('unknown') ? 'open' : 'ok';
  return {
    state: states.includes('attention') ? 'attention' : known,
    sentence: accounts
      .map(({ name, trails: { sentence } }) => `${name}: ${sentence}`)
      .join(' '),
  };
}

function logs({ proof }: StoredPlan): Found {
  const total = proof?.trail?.events.length ?? 0;
  return total > 0
    ? ok(
        `CloudTrail told ${total} events of the test. Calls on objects need data events or access logs.`,
      )
    : {
        state: 'open',
        sentence:
          'CloudTrail keeps management events for 90 days by itself. Calls on objects need data events or server access logs, which are not seen from here.',
      };
}
