import { NUMBER_RULES } from '@/lib/iam/validate/number-rules';
import { quoteBash } from './quote';

// AWS keeps a few versions of a managed policy and deletes none by itself.

/** How many a policy may have beside the one that holds. */
export const IDLE_VERSIONS_MAX = NUMBER_RULES.PolicyVersionCount.max - 1;

export const IDLE_VERSIONS_QUERY = '--query=Versions[?!IsDefaultVersion].VersionId';

const arnWord = (policyArn: string) => quoteBash(`--policy-arn=${policyArn}`);

const listIdle = (policyArn: string): string =>
  `aws iam list-policy-versions ${arnWord(policyArn)} ${quoteBash(IDLE_VERSIONS_QUERY)} --output=text`;

/** Bash by which the oldest version that does not hold makes room for one more. */
export const makeRoom = (policyArn: string): string[] => [
  `idle=$(${listIdle(policyArn)} | tr '\\t' '\\n' | sort -n -k 1.2)`,
  `[ "$(printf '%s\\n' "$idle" | wc -l)" -lt ${IDLE_VERSIONS_MAX} ] || aws iam delete-policy-version ${arnWord(policyArn)} "--version-id=$(printf '%s\\n' "$idle" | head -n 1)"`,
];

/** Bash that leaves a policy the version that holds, unless somebody has it: AWS refuses to delete that. */
export const deleteIdle = (policyArn: string): string => {
  const held = `aws iam get-policy ${arnWord(policyArn)} ${quoteBash('--query=Policy.[AttachmentCount,PermissionsBoundaryUsageCount]')} --output=text | tr -d '[:space:]'`;
  return `[ "$(${held})" != 00 ] || for idle in $(${listIdle(policyArn)}); do aws iam delete-policy-version ${arnWord(policyArn)} "--version-id=$idle"; done`;
};
