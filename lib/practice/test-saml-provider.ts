import { CreateSAMLProviderCommand } from '@aws-sdk/client-iam';
import type { worldOf } from './test-practice';

type Practice = Pick<ReturnType<typeof worldOf>, 'control' | 'admin'>;

/** Makes the provider `corp` of the practice identity provider in an account. */
export async function makeSamlProvider(
  practice: Practice,
  accountId: string,
): Promise<void> {
  const { metadata } = await practice.control<{ metadata: string }>(
    'GET',
    '/saml-metadata',
  );
  const { iam } = await practice.admin(accountId);
  await iam.send(
    new CreateSAMLProviderCommand({ Name: 'corp', SAMLMetadataDocument: metadata }),
  );
}
