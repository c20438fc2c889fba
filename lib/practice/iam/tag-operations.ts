import { authorize } from '../authorize/authorize';
import { type Call, changed, type Operations } from '../operation';
import type { StoredTag } from '../world/types';
import { arnFor, entityNamed } from './arns';
import { isAwsManaged, policyAt } from './find-policy';
import { instanceProfileArn, instanceProfileNamed } from './instance-profiles';
import { deviceAt } from './mfa-devices';
import { oidcProviderAt } from './oidc-providers';
import { pageOf } from './paging';
import { refuseAwsManaged } from './policies';
import { samlProviderAt } from './saml-providers';
import { type GivenTag, requestTagContext, tagsOf } from './tags';

/** A kind of thing that has tags. */
type Taggable = {
  title: string;
  /** The member of an input that says which one. */
  member: string;
  arn: (call: Call, name: string) => string;
  find: (call: Call, name: string) => { tags: StoredTag[] };
};

const itself = (_: Call, arn: string): string => arn;

const TAGGABLE: Taggable[] = [
  {
    title: 'Role',
    member: 'RoleName',
    arn: ({ account }, name) => arnFor(account, 'role', name),
    find: ({ account }, name) => entityNamed(account, 'role', name),
  },
  {
    title: 'User',
    member: 'UserName',
    arn: ({ account }, name) => arnFor(account, 'user', name),
    find: ({ account }, name) => entityNamed(account, 'user', name),
  },
  {
    title: 'Policy',
    member: 'PolicyArn',
    arn: itself,
    find: ({ account }, arn) => policyAt(account, arn),
  },
  {
    title: 'InstanceProfile',
    member: 'InstanceProfileName',
    arn: ({ account }, name) => instanceProfileArn(account, name),
    find: ({ account }, name) => instanceProfileNamed(account, name),
  },
  {
    title: 'MFADevice',
    member: 'SerialNumber',
    arn: itself,
    find: ({ account }, serial) => deviceAt(account, serial),
  },
  {
    title: 'OpenIDConnectProvider',
    member: 'OpenIDConnectProviderArn',
    arn: itself,
    find: ({ account }, arn) => oidcProviderAt(account, arn),
  },
  {
    title: 'SAMLProvider',
    member: 'SAMLProviderArn',
    arn: itself,
    find: ({ account }, arn) => samlProviderAt(account, arn),
  },
];

type Input = Record<string, unknown> & { Tags?: GivenTag[]; TagKeys?: string[] };
type Paged = Record<string, unknown> & { Marker?: string; MaxItems?: number };

const nameIn = (input: Record<string, unknown>, { member }: Taggable): string =>
  String(input[member]);

const isKey = (keys: string[]) => {
  const known = new Set(keys.map((key) => key.toLowerCase()));
  return ({ Key }: StoredTag): boolean => known.has(Key.toLowerCase());
};

function tag(call: Call, kind: Taggable, input: Input) {
  const added = tagsOf(input.Tags, kind.title);
  const name = nameIn(input, kind);
  const action = `iam:Tag${kind.title}`;
  const resource = kind.arn(call, name);
  authorize(call, { action, resource, context: requestTagContext(added) });
  refuseIfAwsManaged(call, action, resource);
  const tagged = kind.find(call, name);
  const isReplaced = isKey(added.map(({ Key }) => Key));
  const kept = tagged.tags.filter((one) => !isReplaced(one));
  tagged.tags = tagsOf([...kept, ...added], kind.title);
  changed(call);
  return {};
}

function untag(call: Call, kind: Taggable, { TagKeys = [], ...input }: Input) {
  const name = nameIn(input, kind);
  const action = `iam:Untag${kind.title}`;
  const resource = kind.arn(call, name);
  authorize(call, { action, resource, context: { 'aws:TagKeys': TagKeys } });
  refuseIfAwsManaged(call, action, resource);
  const tagged = kind.find(call, name);
  const isRemoved = isKey(TagKeys);
  tagged.tags = tagged.tags.filter((one) => !isRemoved(one));
  changed(call);
  return {};
}

function refuseIfAwsManaged(call: Call, action: string, arn: string): void {
  if (isAwsManaged(arn)) throw refuseAwsManaged(call, action, arn);
}

function list(call: Call, kind: Taggable, input: Paged) {
  const name = nameIn(input, kind);
  authorize(call, {
    action: `iam:List${kind.title}Tags`,
    resource: kind.arn(call, name),
  });
  const { items, rest } = pageOf(kind.find(call, name).tags, ({ Key }) => Key, input);
  return { Tags: items, ...rest };
}

export const tagOperations: Operations = Object.fromEntries(
  TAGGABLE.flatMap((kind) => [
    [`Tag${kind.title}`, (call: Call, input: Input) => tag(call, kind, input)],
    [`Untag${kind.title}`, (call: Call, input: Input) => untag(call, kind, input)],
    [`List${kind.title}Tags`, (call: Call, input: Paged) => list(call, kind, input)],
  ]),
);
