import { parseArn } from '@/lib/core/arn';
import type { Call } from '../operation';
import type { AccountState, StoredTag } from '../world/types';

type Tagged = { arn: string; tags: StoredTag[] };

const byName = (shelf: Map<string, Tagged>, name: string) =>
  shelf.get(name.toLowerCase());

/** Where each kind of tagged resource is found, by its ARN and the name in it. */
const FINDERS = new Map<
  string,
  (account: AccountState, arn: string, name: string) => Tagged | undefined
>([
  ['role', ({ roles }, _, name) => byName(roles, name)],
  ['user', ({ users }, _, name) => byName(users, name)],
  ['instance-profile', ({ instanceProfiles }, _, name) => byName(instanceProfiles, name)],
  ['policy', ({ policies }, arn) => policies.get(arn)],
  ['oidc-provider', ({ oidcProviders }, arn) => oidcProviders.find((p) => p.arn === arn)],
  ['saml-provider', ({ samlProviders }, arn) => samlProviders.find((p) => p.arn === arn)],
  ['mfa', (account, arn) => deviceAt(account, arn)],
]);

function deviceAt(account: AccountState, arn: string): Tagged | undefined {
  const owned = [...account.users.values()].flatMap(({ mfaDevices }) => mfaDevices);
  const device = [...owned, ...account.spareMfaDevices].find(
    ({ serialNumber }) => serialNumber === arn,
  );
  return device && { arn, tags: device.tags };
}

function tagsAt({ account }: Call, arn: string): StoredTag[] {
  const parts = parseArn(arn);
  if (parts?.accountId !== account.id) return [];
  const [kind = '', ...path] = parts.resource.split('/');
  const found = FINDERS.get(kind)?.(account, arn, path.at(-1) ?? '');
  return found?.arn === arn ? found.tags : [];
}

/** Tags of an IAM resource as condition keys, under both of the names AWS gives them. */
export function resourceTagContext(call: Call, arn: string): Record<string, string> {
  if (call.service !== 'iam') return {};
  return Object.fromEntries(
    tagsAt(call, arn).flatMap(({ Key, Value }) => [
      [`aws:ResourceTag/${Key}`, Value],
      [`iam:ResourceTag/${Key}`, Value],
    ]),
  );
}
