import type { ParsedStatement } from '../../parse/policy';
import { type Ask, documentLets } from '../ask/document-lets';
import { conditionsOn } from '../conditions';
import { demand } from '../edit/condition-block';
import { fixWith } from '../edit/outcome';
import { changeFor } from '../edit/principal-block';
import { isAssumeAllow } from '../principals';
import { type Place, statementRule } from '../rule';

/**
 * Services that act for many customers and say for whom, in `aws:SourceAccount`.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
const SERVICES_WITH_SOURCE = new Set([
  'access-analyzer',
  'apigateway',
  'appflow',
  'backup',
  'bedrock',
  'cloudtrail',
  'cloudwatch',
  'codebuild',
  'codepipeline',
  'config',
  'datasync',
  'delivery.logs',
  'dms',
  'ecs-tasks',
  'events',
  'firehose',
  'glue',
  'iot',
  'kinesisanalytics',
  'logs',
  'pipes',
  's3',
  'sagemaker',
  'scheduler',
  'ses',
  'sns',
  'ssm',
  'states',
  'transfer',
  'vpc-flow-logs',
]);

/** `logs.eu-west-1.amazonaws.com` is `logs`, in one region. */
const nameOf = (service: string): string =>
  service
    .replace(/\.amazonaws\.com(?:\.cn)?$/, '')
    .replace(/\.[a-z]{2}(?:-[a-z]+)+-\d$/, '');

/** Whether a service says for whom it acts, so that a role can ask for it. */
export const saysSource = (service: string): boolean =>
  SERVICES_WITH_SOURCE.has(nameOf(service));

/** A service that another customer can point at the role. */
export const serviceWithoutSource = statementRule(
  'service-trust-no-source-guard',
  ['trust'],
  ({ principal }) => principal?.services.some(saysSource) === true,
  (place, statement) => {
    if (!isAssumeAllow(statement)) return null;
    const services = (statement.principal?.services ?? []).filter(
      (service) =>
        saysSource(service) &&
        foreignSources(statement).some((source) =>
          documentLets(place, statement, {
            action: 'sts:AssumeRole',
            resource: place.subject,
            principal: { Service: service },
            ...source,
          }),
        ),
    );
    const [service] = services;
    return service ? reportOn(place, statement, service, services) : null;
  },
);

const reportOn = (
  place: Place,
  statement: ParsedStatement,
  service: string,
  services: string[],
) => ({
  message: `The service ${service} may use this role for another customer: demand aws:SourceAccount or aws:SourceArn.`,
  about: service,
  fix: () =>
    fixWith(
      changeFor(place, statement, { kind: 'Service', entries: services }, (source) =>
        demand(source, 'StringEquals', 'aws:SourceAccount', place.account.accountId),
      ),
      `The service may take the role only for resources of account ${place.account.accountId}: check that no other account's resources need it.`,
    ),
});

const STRANGER = '999999999990';
const KEYS = [
  'aws:SourceAccount',
  'aws:SourceArn',
  'aws:SourceOrgID',
  'aws:SourceOrgPaths',
];

/** What a service says when it acts for a stranger, and when it says nothing. */
function foreignSources(
  statement: ParsedStatement,
): Pick<Ask, 'context' | 'absentKeys'>[] {
  const arns = conditionsOn(statement, 'aws:SourceArn')
    .flatMap(({ values }) => values.map(({ raw }) => strangerArn(raw)))
    .filter((arn) => arn !== null);
  const all = [`arn:aws:any:us-east-1:${STRANGER}:thing/x`, ...arns];
  return [
    { absentKeys: KEYS },
    ...all.map((arn) => ({
      context: {
        'aws:SourceAccount': STRANGER,
        'aws:SourceArn': arn,
        'aws:SourceOrgID': 'o-stranger00',
        'aws:SourceOrgPaths': ['o-stranger00/r-strange/'],
      },
    })),
  ];
}

/** A stranger's ARN that fits a pattern; null when the pattern names an account or a bucket. */
function strangerArn(pattern: string): string | null {
  const parts = pattern.split(':');
  const account = parts[4] ?? '';
  if (parts.length < 6 || !/[*?]/.test(account)) return null;
  const filled = parts.map((part, at) => (at === 4 ? STRANGER : part));
  return filled.join(':').replace(/[*?]/g, 'x');
}
