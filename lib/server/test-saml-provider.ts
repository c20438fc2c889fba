import { CreateSAMLProviderCommand } from '@aws-sdk/client-iam';
import { DATA } from './test-aws';
import type { SetupWorld } from './test-setup';

/** Makes the provider `corp` of the practice identity provider in the account Data, and reads it. */
export async function makeSamlProvider({
  practice,
  deps,
  actor,
}: SetupWorld): Promise<void> {
  const { metadata } = await practice.control<{ metadata: string }>(
    'GET',
    '/saml-metadata',
  );
  const { iam } = await practice.admin(DATA);
  await iam.send(
    new CreateSAMLProviderCommand({ Name: 'corp', SAMLMetadataDocument: metadata }),
  );
  await deps.readAgain(actor.workspaceId, [DATA]);
}
