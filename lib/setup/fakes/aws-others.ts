import { bondText } from '@/lib/core/bond-text';
import { isRemoval } from '@/lib/core/is-removal';
import type { AwsConnection, AwsTarget, AwsWrite, MakingWrite } from '@/lib/ports';

/** What is neither a role with its tags nor an inline policy: documents and tags by place. */
export type Others = Map<string, { document: string; tags: Record<string, string> }>;

type OtherTarget = Exclude<
  AwsTarget,
  { kind: 'role' | 'trust' | 'inline-policy' | 'role-tag' | 'policy-document' }
>;
type Kept = `${string}-role` | 'put-trust' | `${string}-inline-policy`;
type OtherWrite = Exclude<AwsWrite, { kind: Kept }>;

/** `444455556666 bucket-policy app-logs eu-west-1` */
export function placeKey({ accountId }: AwsConnection, target: OtherTarget): string {
  if (target.kind === 'provider-audience') {
    const { providerArn } = target;
    return [accountId, 'oidc-provider', providerArn].join(' ');
  }
  const { kind, ...names } = target;
  return [accountId, kind, ...Object.values(names)].join(' ');
}

const TARGETS: Record<OtherWrite['kind'], OtherTarget['kind']> = {
  'create-policy': 'managed-policy',
  'put-policy-version': 'managed-policy',
  'attach-to': 'principal-attachment',
  'delete-policy': 'managed-policy',
  'detach-from': 'principal-attachment',
  'create-instance-profile': 'instance-profile',
  'create-oidc-provider': 'oidc-provider',
  'create-saml-provider': 'saml-provider',
  'add-audience': 'provider-audience',
  'remove-audience': 'provider-audience',
  'put-bucket-policy': 'bucket-policy',
  'put-key-policy': 'key-policy',
  'attach-policy': 'managed-attachment',
  'add-role-to-profile': 'role-in-profile',
  'delete-bucket-policy': 'bucket-policy',
  'detach-policy': 'managed-attachment',
  'remove-role-from-profile': 'role-in-profile',
  'delete-instance-profile': 'instance-profile',
  'delete-oidc-provider': 'oidc-provider',
  'delete-saml-provider': 'saml-provider',
};

const arn = ({ accountId }: AwsConnection, name: string) =>
  `arn:aws:iam::${accountId}:${name}`;

function madeTarget(
  at: AwsConnection,
  write: Exclude<MakingWrite, { kind: 'create-role' }>,
): OtherTarget {
  switch (write.kind) {
    case 'create-policy':
      return {
        kind: 'managed-policy',
        policyArn: arn(at, `policy${write.path}${write.policyName}`),
      };
    case 'create-instance-profile':
      return { kind: 'instance-profile', profileName: write.profileName };
    case 'create-oidc-provider': {
      const name = `oidc-provider/${write.url.replace('https://', '')}`;
      return { kind: 'oidc-provider', providerArn: arn(at, name) };
    }
    case 'create-saml-provider':
      return {
        kind: 'saml-provider',
        providerArn: arn(at, `saml-provider/${write.name}`),
      };
    default:
      return write satisfies never;
  }
}

/** Does such a write as AWS would; false when what it makes is there already. */
export function doOther(others: Others, at: AwsConnection, write: OtherWrite): boolean {
  if ('tags' in write) {
    const key = placeKey(at, madeTarget(at, write));
    if (others.has(key)) return false;
    const document =
      write.kind === 'create-policy' ? write.document : JSON.stringify({ made: key });
    others.set(key, { document, tags: write.tags });
    return true;
  }
  if ('audience' in write) listAudience(others, at, write);
  else place(others, at, write);
  return true;
}

type AudienceWrite = Extract<OtherWrite, { audience: string }>;
type PlacedWrite = Exclude<OtherWrite, MakingWrite | AudienceWrite>;

function place(others: Others, at: AwsConnection, write: PlacedWrite): void {
  const { document, ...names } = { document: null, ...write };
  // A write names what its target names.
  const target = { ...names, kind: TARGETS[write.kind] } as OtherTarget;
  const key = placeKey(at, target);
  if (isRemoval(write)) others.delete(key);
  else
    others.set(key, {
      document: document ?? textOf(target),
      tags: others.get(key)?.tags ?? {},
    });
}

/** The provider takes an audience, or no longer; nothing else of it changes. */
function listAudience(
  others: Others,
  at: AwsConnection,
  { kind, ...names }: AudienceWrite,
): void {
  const provider = others.get(placeKey(at, { ...names, kind: 'provider-audience' }));
  if (!provider) throw new Error('There is no such provider.');
  const { ClientIDList, ...rest } = JSON.parse(provider.document);
  const left = ClientIDList.filter((one: string) => one !== names.audience);
  const taken = kind === 'add-audience' ? [...left, names.audience] : left;
  provider.document = JSON.stringify({ ...rest, ClientIDList: taken });
}

const textOf = (target: OtherTarget): string =>
  target.kind === 'managed-attachment' ||
  target.kind === 'principal-attachment' ||
  target.kind === 'role-in-profile'
    ? bondText(target)
    : '';
