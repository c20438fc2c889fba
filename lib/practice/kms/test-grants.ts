import {
  CreateGrantCommand,
  type CreateGrantCommandInput,
  EncryptCommand,
  type GrantOperation,
} from '@aws-sdk/client-kms';
import { codeOf } from '../test-practice';
import {
  type Clients,
  data,
  makeKey,
  practice,
  SHOP,
  startKms,
  WRITER,
} from './test-keys';

/** Two roles that no policy lets use a key: of its account, and of another. */
export let writer: Clients;
export let shop: Clients;
/** The key that grants are made on. */
export let key: { arn: string; id: string };

export async function startGrants(): Promise<void> {
  await startKms();
  writer = await practice.as(WRITER);
  shop = await practice.as(SHOP);
}

export async function renewKey(Policy?: string): Promise<void> {
  key = await makeKey(Policy === undefined ? {} : { Policy });
}

export const grant = (
  GranteePrincipal: string,
  Operations: GrantOperation[],
  more: Partial<CreateGrantCommandInput> = {},
  who: Clients = data,
) =>
  who.kms.send(
    new CreateGrantCommand({ KeyId: key.arn, GranteePrincipal, Operations, ...more }),
  );
export const encrypt = (who: Clients, EncryptionContext?: Record<string, string>) =>
  codeOf(
    who.kms.send(
      new EncryptCommand({
        KeyId: key.arn,
        Plaintext: Buffer.from('x'),
        EncryptionContext,
      }),
    ),
  );
