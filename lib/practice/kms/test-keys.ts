import { CreateKeyCommand, type CreateKeyCommandInput } from '@aws-sdk/client-kms';
import { ACME } from '../seed/accounts';
import { documentOf, roleArn, rootArn, type SeedStatement } from '../seed/document';
import { type clientsOf, startTestPractice } from '../test-practice';

export type Clients = ReturnType<typeof clientsOf>;

export let practice: Awaited<ReturnType<typeof startTestPractice>>;
/** Administrators of Data, who holds the keys, and of Prod. */
export let data: Clients;
export let prod: Clients;

export async function startKms(): Promise<void> {
  practice = await startTestPractice();
  data = await practice.admin(ACME.data);
  prod = await practice.admin(ACME.prod);
}

/** What lets identity policies of the key's account count. */
export const ACCOUNT: SeedStatement = {
  Sid: 'Account',
  Effect: 'Allow',
  Principal: { AWS: rootArn(ACME.data) },
  Action: 'kms:*',
  Resource: '*',
};

export const letIn = (
  arn: string,
  action: string | string[],
  condition?: SeedStatement['Condition'],
): SeedStatement => ({
  Effect: 'Allow',
  Principal: { AWS: arn },
  Action: action,
  Resource: '*',
  ...(condition && { Condition: condition }),
});

export const policyOf = (...statements: SeedStatement[]): string =>
  documentOf(ACCOUNT, ...statements);

/** A new key in Data; tells its ARN and its id. */
export async function makeKey(
  input: CreateKeyCommandInput = {},
): Promise<{ arn: string; id: string }> {
  const { KeyMetadata } = await data.kms.send(new CreateKeyCommand(input));
  return { arn: KeyMetadata?.Arn ?? '', id: KeyMetadata?.KeyId ?? '' };
}

export const WRITER = roleArn(ACME.data, 'data-writer');
export const SHOP = roleArn(ACME.prod, 'shop-api');
