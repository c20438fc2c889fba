import { parseArn } from '@/lib/core/arn';
import { rememberPolicy } from '@/lib/iam/parse/remember-policy';
import type { RoleDetail } from '@/lib/iam/world';

/** One principal that a trust policy lets in, by the way it is written. */
export type TrustEntry =
  | { kind: 'everyone' }
  | { kind: 'account'; accountId: string; partition: string }
  | { kind: 'principal'; arn: string }
  | { kind: 'session'; arn: string }
  | { kind: 'id'; id: string }
  | { kind: 'service'; service: string }
  | { kind: 'federated'; provider: string };

const ACCOUNT_ID = /^\d{12}$/;
const UNIQUE_ID = /^A(?:ID|RO)A[A-Z0-9]{12,}$/;
const ENTITY = /^(?:user|role)\/[^*?]+$/;
const SESSION = /^(?:assumed-role|federated-user)\/[^*?]+$/;

/** Everyone the allow statements of a role's trust policy name, each once. */
export function trustEntriesOf(role: RoleDetail): TrustEntry[] {
  const { partition = 'aws' } = parseArn(role.Arn) ?? {};
  const entries = new Map<string, TrustEntry>();
  const { statements } = rememberPolicy(role.AssumeRolePolicyDocument, 'trust');
  for (const { effect, principal, isUsable } of statements) {
    if (effect !== 'Allow' || !principal || principal.isNegated || !isUsable) continue;
    for (const entry of [
      ...(principal.isEveryone ? [{ kind: 'everyone' } as const] : []),
      ...principal.aws.flatMap((text) => awsEntry(text, partition)),
      ...principal.services.map((service) => ({ kind: 'service', service }) as const),
      ...principal.federated.map(
        (provider) => ({ kind: 'federated', provider }) as const,
      ),
    ])
      entries.set(JSON.stringify(entry), entry);
  }
  return [...entries.values()];
}

/** None for text that names nobody, such as `role/*`: AWS takes only a lone `*` for a wildcard. */
function awsEntry(text: string, partition: string): TrustEntry[] {
  if (ACCOUNT_ID.test(text)) return [{ kind: 'account', accountId: text, partition }];
  if (UNIQUE_ID.test(text)) return [{ kind: 'id', id: text }];
  const parts = parseArn(text);
  if (!parts || parts.partition !== partition) return [];
  const { service, resource, accountId } = parts;
  if (service === 'iam' && resource === 'root')
    return [{ kind: 'account', accountId, partition }];
  if (service === 'iam' && ENTITY.test(resource))
    return [{ kind: 'principal', arn: text }];
  if (service === 'sts' && SESSION.test(resource))
    return [{ kind: 'session', arn: text }];
  return [];
}
