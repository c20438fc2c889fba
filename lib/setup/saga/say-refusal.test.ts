import { expect, it } from 'vitest';
import { refused } from '../fakes/aws';
import { consoleWithKey } from '../fakes/console-with-key';
import { withPlan } from '../fakes/planned';
import { getPlan } from '../get-plan';

/** AWS's code and words, and what a person is told: what it means, and the way on. */
const CASES: [string, string, RegExp][] = [
  [
    'AccessDenied',
    'not authorized to perform: iam:PutRolePolicy',
    /may not do .*Allow it there, then retry/,
  ],
  [
    'AccessDenied',
    'not authorized to perform: iam:AttachRolePolicy on resource: role x-ops with an explicit deny in an identity-based policy',
    /denied to attach this .*attaches it there; then retry/,
  ],
  [
    'AccessDenied',
    'not authorized … with an explicit deny in a service control policy: arn:aws:organizations::1:policy/o-1/service_control_policy/p-1',
    /service control policy .*Who administers the organisation/,
  ],
  [
    'AccessDeniedException',
    'with an explicit deny in a resource control policy',
    /resource control policy/,
  ],
  [
    'AccessDenied',
    'because public policies are blocked by the BlockPublicPolicy setting',
    /blocks public policies/,
  ],
  [
    'LimitExceededException',
    'Cannot exceed quota for RolesPerAccount: 1000',
    /reached a limit.*Make room/,
  ],
  [
    'LimitExceeded',
    'Maximum policy size of 10240 bytes exceeded for role x',
    /larger than AWS allows.*Take out/,
  ],
  [
    'PolicyTooLarge',
    'Policy exceeds the maximum allowed document size.',
    /larger than AWS allows/,
  ],
  [
    'MalformedPolicy',
    'Policy exceeds the maximum allowed document size.',
    /larger than AWS allows/,
  ],
  [
    'MalformedPolicy',
    'Invalid principal in policy',
    /names does not exist.*Make it and retry/,
  ],
  [
    'MalformedPolicyDocumentException',
    'Policy contains a statement with one or more invalid principals.',
    /names does not exist/,
  ],
  [
    'MalformedPolicyDocument',
    'Syntax errors in policy.',
    /does not accept this document.*correct the field/,
  ],
  [
    'EntityAlreadyExistsException',
    'Role with name x already exists.',
    /name was taken.*another name/,
  ],
  [
    'ConcurrentModificationException',
    'try again',
    /Somebody else is changing.*Retry reads first/,
  ],
  [
    'OperationAborted',
    'A conflicting conditional operation is in progress',
    /Somebody else is changing/,
  ],
  [
    'NoSuchBucket',
    'The specified bucket does not exist',
    /does not exist .* any more.*Make it there and retry/,
  ],
  ['NoSuchEntityException', 'The role with name x cannot be found.', /does not exist/],
  ['NotFoundException', 'Key does not exist', /does not exist/],
  ['KMSInvalidStateException', 'is pending deletion', /waits to be deleted.*Enable it/],
  [
    'AWSOrganizationsNotInUseException',
    'not a member',
    /is in no organisation.*guard off/,
  ],
  ['UnmodifiableEntityException', 'is protected', /belongs to an AWS service/],
  [
    'DeleteConflictException',
    'must detach all policies first',
    /still hangs on it.*Take that off/,
  ],
  [
    'ExpiredToken',
    'The security token included in the request is expired',
    /Test its connection/,
  ],
  ['InvalidInput', 'description has characters', /does not take a value/],
  ['ServiceFailureException', 'failed', /AWS itself failed.*Retry/],
  ['SomethingNew', 'never seen', /AWS refused .*: SomethingNew\..*Mend that and retry/],
];

it.each(CASES)(
  '%s (%s): code, sentence and the way on are on the page',
  async (code, message, says) => {
    const console = consoleWithKey();
    const plan = await console.plan({ recipe: 'bucket-policy', bucket: 'app-logs' });
    if (!plan.ok) throw new Error(JSON.stringify(plan.error));
    const world = withPlan(console, plan.value.planId);
    // What may still be spreading is refused for longer than anybody waits.
    world.deps.aws.answers = Array.from({ length: 60 }, () => refused(code, message));
    await world.apply();
    const view = await getPlan(world.deps, world.actor, world.planId);
    if (!view.ok) throw new Error(view.error.kind);
    expect(['stopped', 'suspended']).toContain(view.value.state);
    expect(view.value.failure).toMatchObject({ awsCode: code, awsMessage: message });
    expect(view.value.failure?.cause).toMatch(says);
  },
);
