import { randomUUID } from 'node:crypto';
import type {
  GenerateServiceLastAccessedDetailsCommandInput,
  GetServiceLastAccessedDetailsCommandInput,
  GetServiceLastAccessedDetailsWithEntitiesCommandInput,
} from '@aws-sdk/client-iam';
import { authorize } from '../authorize/authorize';
import { type Call, type Given, noted, type Operations, worldTime } from '../operation';
import { noSuchEntity } from '../wire/aws-error';
import type {
  AccessJob,
  AccountState,
  ServiceUse,
  StoredEntity,
  StoredRole,
  StoredUser,
} from '../world/types';
import { findPolicy } from './find-policy';
import { grantedServices } from './granted-services';
import { pageOf } from './paging';
import { documentInForce, policiesOf } from './policies-of';
import { entitiesOf } from './policy-uses';
import { SERVICE_TITLES } from './service-titles';

const JOBS_KEPT = 100;

type User = StoredUser | StoredRole;
/** What a report is about: whose use counts, and what the policies grant. */
type Subject = { users: User[]; services: string[] };

function usersOf(account: AccountState, entity: StoredEntity): User[] {
  if (entity.kind !== 'group') return [entity];
  return [...account.users.values()].filter(({ groups }) => groups.includes(entity.name));
}

/** The user, group, role or managed policy of an ARN; null when there is none. */
function subjectOf(account: AccountState, arn: string): Subject | null {
  const entity = entitiesOf(account).find((candidate) => candidate.arn === arn);
  if (entity) {
    const documents = policiesOf(account, entity).map(({ document }) => document);
    return { users: usersOf(account, entity), services: grantedServices(documents) };
  }
  const policy = findPolicy(account, arn);
  if (!policy) return null;
  const holders = entitiesOf(account).filter(({ attached }) => attached.includes(arn));
  const users = new Set(holders.flatMap((holder) => usersOf(account, holder)));
  return { users: [...users], services: grantedServices([documentInForce(policy)]) };
}

function generate(
  call: Call,
  { Arn, Granularity }: Given<GenerateServiceLastAccessedDetailsCommandInput>,
) {
  const { account } = call;
  authorize(call, { action: 'iam:GenerateServiceLastAccessedDetails', resource: Arn });
  if (!subjectOf(account, Arn)) throw noSuchEntity(`${Arn} cannot be found.`);
  const job: AccessJob = {
    id: randomUUID(),
    arn: Arn,
    granularity: Granularity ?? 'SERVICE_LEVEL',
    createdAt: worldTime(call),
  };
  account.accessJobs = [...account.accessJobs, job].slice(-JOBS_KEPT);
  noted(call);
  return { JobId: job.id };
}

function jobOf(call: Call, id: string): { job: AccessJob; subject: Subject } {
  const job = call.account.accessJobs.find((one) => one.id === id);
  const subject = job && subjectOf(call.account, job.arn);
  if (!job || !subject) throw noSuchEntity(`Job id ${id} cannot be found.`);
  return { job, subject };
}

const jobOut = ({ createdAt }: AccessJob) => ({
  JobStatus: 'COMPLETED' as const,
  JobCreationDate: new Date(createdAt),
  JobCompletionDate: new Date(createdAt),
});

type Used = { user: User; use: ServiceUse | null };

/** Who of these used a service, the last first. */
function usesOf(account: AccountState, users: User[], service: string): Used[] {
  const uses = users.map((user) => ({
    user,
    use: account.serviceUse.get(user.id)?.get(service) ?? null,
  }));
  return uses.sort((a, b) => (b.use?.at ?? '').localeCompare(a.use?.at ?? ''));
}

function serviceOut(account: AccountState, { users }: Subject, service: string) {
  const uses = usesOf(account, users, service);
  const [last] = uses;
  return {
    ServiceName: SERVICE_TITLES.get(service) ?? service,
    ServiceNamespace: service,
    TotalAuthenticatedEntities: uses.filter(({ use }) => use !== null).length,
    ...(last?.use && {
      LastAuthenticated: new Date(last.use.at),
      LastAuthenticatedEntity: last.user.arn,
      LastAuthenticatedRegion: last.use.region,
    }),
  };
}

function getDetails(call: Call, input: Given<GetServiceLastAccessedDetailsCommandInput>) {
  const { account } = call;
  authorize(call, { action: 'iam:GetServiceLastAccessedDetails', resource: '*' });
  const { job, subject } = jobOf(call, input.JobId);
  const { items, rest } = pageOf(subject.services, (service) => service, input);
  return {
    ...jobOut(job),
    JobType: job.granularity,
    ServicesLastAccessed: items.map((service) => serviceOut(account, subject, service)),
    ...rest,
  };
}

function getEntities(
  call: Call,
  input: Given<GetServiceLastAccessedDetailsWithEntitiesCommandInput>,
) {
  authorize(call, {
    action: 'iam:GetServiceLastAccessedDetailsWithEntities',
    resource: '*',
  });
  const { job, subject } = jobOf(call, input.JobId);
  const uses = usesOf(call.account, subject.users, input.ServiceNamespace);
  const { items, rest } = pageOf(uses, ({ user }) => user.arn, input);
  return {
    ...jobOut(job),
    EntityDetailsList: items.map(({ user, use }) => ({
      EntityInfo: {
        Arn: user.arn,
        Name: user.name,
        Type: user.kind === 'user' ? ('USER' as const) : ('ROLE' as const),
        Id: user.id,
        Path: user.path,
      },
      ...(use && { LastAuthenticated: new Date(use.at) }),
    })),
    ...rest,
  };
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_last-accessed.html */
export const lastAccessedOperations = {
  GenerateServiceLastAccessedDetails: generate,
  GetServiceLastAccessedDetails: getDetails,
  GetServiceLastAccessedDetailsWithEntities: getEntities,
} satisfies Operations;
