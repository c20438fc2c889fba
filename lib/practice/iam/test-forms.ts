import { JUNK, pick } from '../test-nonsense';
import { MODELS, requiredMembers, type Schema } from '../wire/models';
import { samlMetadata } from './test-saml';
import { READ, tooling } from './test-tooling';

const arn = (resource: string): string => `arn:aws:iam::${tooling}:${resource}`;

/** Something that each member of an IAM call takes; others take any name. */
const VALUES: Record<string, string> = {
  AccessKeyId: 'AKIAPRACTICEAAAABBBB',
  AccountAlias: 'some-alias',
  Arn: arn('user/somebody'),
  ActionNames: 's3:GetObject',
  AssumeRolePolicyDocument: READ,
  AuthenticationCode1: '123456',
  AuthenticationCode2: '654321',
  AWSServiceName: 'ecs.amazonaws.com',
  DeletionTaskId: 'task/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS/1',
  JobId: '0'.repeat(36),
  OpenIDConnectProviderArn: arn('oidc-provider/idp.example'),
  PermissionsBoundary: arn('policy/ci-boundary'),
  PolicyArn: arn('policy/ci-boundary'),
  PolicyDocument: READ,
  PolicyInputList: READ,
  PolicySourceArn: arn('user/break-glass'),
  SAMLMetadataDocument: samlMetadata(),
  SAMLProviderArn: arn('saml-provider/Idp'),
  SerialNumber: arn('mfa/phone'),
  Status: 'Inactive',
  ThumbprintList: 'a'.repeat(40),
  Url: 'https://idp.example',
  VersionId: 'v1',
};

type Pairs = [name: string, value: string][];
type Give = (member: string, schema: Schema) => string;

function pairsOf(schema: Schema, member: string, prefix: string, give: Give): Pairs {
  if (schema.isListSchema())
    return pairsOf(schema.getValueSchema(), member, `${prefix}.member.1`, give);
  if (schema.isStructSchema())
    return [...schema.structIterator()].flatMap(([name, inner]) =>
      pairsOf(inner, name, `${prefix}.${name}`, give),
    );
  return [[prefix, give(member, schema)]];
}

/** The form of a call with the members that `takes` lets in. */
function formOf(
  operation: string,
  takes: (member: string, isRequired: boolean) => boolean,
  give: Give,
): string {
  const input = MODELS.iam.get(operation)?.input;
  if (!input?.isStructSchema()) return `Action=${operation}`;
  const required = new Set(requiredMembers(input));
  const pairs = [...input.structIterator()]
    .filter(([member]) => takes(member, required.has(member)))
    .flatMap(([member, schema]) => pairsOf(schema, member, member, give));
  return new URLSearchParams([['Action', operation], ...pairs]).toString();
}

/** A call as short as it may be, with nothing in it that is refused for its form. */
export const soundForm = (operation: string): string =>
  formOf(
    operation,
    (member, isRequired) => isRequired || member === 'UserName',
    (member) => VALUES[member] ?? 'a-name',
  );

/** A call with any of its members, each sound or nonsense. */
export const wildForm = (operation: string): string =>
  formOf(
    operation,
    (_, isRequired) => pick(isRequired ? [true, true, true, false] : [true, false]),
    (member, schema) => {
      if (schema.isNumericSchema()) return pick(['1', '5', '90', '-1', 'x', '1e9']);
      if (schema.isBooleanSchema()) return pick(['true', 'false', '']);
      return pick([VALUES[member] ?? 'a-name', 'break-glass', '/', pick(JUNK)]);
    },
  );
