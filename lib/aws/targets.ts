import {
  GetGroupPolicyCommand,
  GetRolePolicyCommand,
  GetUserPolicyCommand,
  type IAMClient,
} from '@aws-sdk/client-iam';
import { ok, type Result } from '@/lib/core/result';
import type { AwsConnection, AwsFailure, AwsTarget, TargetState } from '@/lib/ports';
import type { AwsContext } from './context';
import { access } from './credentials-of';
import { decodeDocument } from './decode-document';
import { attempt } from './map-error';
import { readAttachment, readRoleInProfile } from './read-bonds';
import {
  readAudience,
  readOidc,
  readProfile,
  readRole,
  readRoleTag,
  readSaml,
} from './read-objects';
import { readPolicy, readPrincipalAttachment } from './read-policies';
import { readBucketPolicy, readKeyPolicy } from './read-resource-policies';
import type { TargetReader } from './target-reader';

type InlineTarget = Extract<AwsTarget, { kind: 'inline-policy' }>;

/**
 * The live state of one target of ours, read with the identity that would write it: what the
 * saga compares is what the writer sees.
 */
export async function readTarget(
  context: AwsContext,
  connection: AwsConnection,
  target: AwsTarget,
): Promise<Result<TargetState, AwsFailure>> {
  const opened = await access(context, connection, 'write');
  if (!opened.ok) return opened;
  const { clients } = opened.value;
  // The table has for each kind the reader of that kind, which TypeScript cannot follow.
  const { operation, read } = READERS[target.kind] as TargetReader<AwsTarget>;
  const { accountId } = connection;
  const state = await attempt(operation(target), () =>
    read({ clients, accountId }, target),
  );
  return isAbsent(state) ? ok({ exists: false }) : state;
}

const ABSENT = /^(NoSuchEntity|NoSuchBucketPolicy$)/;

const isAbsent = (state: Result<unknown, AwsFailure>): boolean =>
  !state.ok && state.error.kind === 'refused' && ABSENT.test(state.error.code);

const INLINE_OPERATIONS = {
  role: 'iam:GetRolePolicy',
  user: 'iam:GetUserPolicy',
  group: 'iam:GetGroupPolicy',
} as const;

const READERS: {
  [Kind in AwsTarget['kind']]: TargetReader<Extract<AwsTarget, { kind: Kind }>>;
} = {
  role: readRole,
  trust: readRole,
  'inline-policy': {
    operation: ({ principal }) => INLINE_OPERATIONS[principal],
    read: async ({ clients }, target) => {
      const { PolicyDocument } = await sendGet(clients.iam(), target);
      const document = decodeDocument(PolicyDocument);
      return { exists: true, document, tags: {}, id: null };
    },
  },
  'managed-attachment': readAttachment,
  'managed-policy': readPolicy,
  'policy-document': readPolicy,
  'principal-attachment': readPrincipalAttachment,
  'role-tag': readRoleTag,
  'instance-profile': readProfile,
  'role-in-profile': readRoleInProfile,
  'bucket-policy': readBucketPolicy,
  'key-policy': readKeyPolicy,
  'oidc-provider': readOidc,
  'provider-audience': readAudience,
  'saml-provider': readSaml,
};

function sendGet(
  iam: IAMClient,
  { principal, principalName, policyName: PolicyName }: InlineTarget,
): Promise<{ PolicyDocument?: string | undefined }> {
  switch (principal) {
    case 'role':
      return iam.send(new GetRolePolicyCommand({ RoleName: principalName, PolicyName }));
    case 'user':
      return iam.send(new GetUserPolicyCommand({ UserName: principalName, PolicyName }));
    case 'group':
      return iam.send(
        new GetGroupPolicyCommand({ GroupName: principalName, PolicyName }),
      );
    default:
      return principal satisfies never;
  }
}
