import { parsePolicy } from '@/lib/iam/parse/parse-policy';
import type { DocumentProblem, PolicyKind } from '@/lib/iam/parse/policy';
import { isObject, type JsonObject, toList } from '@/lib/iam/parse/values';
import type { Estate } from './make-estate';

type Position = Exclude<PolicyKind, 'boundary'> | 'managed';

export type EstateDocument = {
  position: Position;
  /** As it stands in the file. */
  source: unknown;
  /** Null for text that is not sound JSON. */
  document: JsonObject | null;
  /** Why AWS would refuse it; empty for a sound document. */
  problems: DocumentProblem[];
  statements: JsonObject[];
};

/** Every policy document of an estate, with the position it stands in. For tests. */
export function estateDocuments(estate: Estate): EstateDocument[] {
  const details = [...estate.accounts()].map((account) => account.details);
  const roles = details.flatMap(({ RoleDetailList }) => RoleDetailList);
  const users = details.flatMap(({ UserDetailList }) => UserDetailList);
  const groups = details.flatMap(({ GroupDetailList }) => GroupDetailList);
  const inline = [
    ...roles.flatMap(({ RolePolicyList }) => RolePolicyList ?? []),
    ...users.flatMap(({ UserPolicyList }) => UserPolicyList ?? []),
    ...groups.flatMap(({ GroupPolicyList }) => GroupPolicyList ?? []),
  ];
  const versions = details
    .flatMap(({ Policies }) => Policies)
    .flatMap(({ PolicyVersionList }) => PolicyVersionList);
  return [
    ...at(
      'trust',
      roles.map((role) => role.AssumeRolePolicyDocument),
    ),
    ...at(
      'identity',
      inline.map(({ PolicyDocument }) => PolicyDocument),
    ),
    ...at(
      'managed',
      versions.map(({ Document }) => Document),
    ),
    ...at(
      'bucket',
      details.flatMap(({ Buckets = [] }) => Buckets.map(({ Policy }) => Policy)),
    ),
    ...at(
      'key',
      details.flatMap(({ Keys = [] }) => Keys.map(({ Policy }) => Policy)),
    ),
    ...at(
      'session',
      estate.sessions.flatMap(({ session }) => session.policies ?? []),
    ),
    ...organizationDocuments(estate),
  ];
}

const organizationDocuments = ({ org }: Estate): EstateDocument[] =>
  org.Policies.flatMap(({ Type, Content }) =>
    at(Type === 'SERVICE_CONTROL_POLICY' ? 'scp' : 'rcp', [Content]),
  );

const at = (position: Position, sources: unknown[]): EstateDocument[] =>
  sources
    .filter((source) => source !== null)
    .map((source) => {
      const kind = position === 'managed' ? 'identity' : position;
      const { document: parsed, problems } = parsePolicy(source, kind);
      const document = isObject(parsed) ? parsed : null;
      const statements = toList(document?.['Statement'] ?? []).filter(isObject);
      return { position, source, document, problems, statements };
    });
