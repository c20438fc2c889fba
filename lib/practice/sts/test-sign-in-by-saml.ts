import { CreateSAMLProviderCommand } from '@aws-sdk/client-iam';
import {
  AssumeRoleWithSAMLCommand,
  type AssumeRoleWithSAMLCommandInput,
} from '@aws-sdk/client-sts';
import { samlMetadata } from '../iam/test-saml';
import type { MintSamlInput } from '../saml/mint-saml-response';
import { roleArn, type SeedStatement } from '../seed/document';
import { ACCOUNT, makeRole, nobody, practice, startFederation } from './test-federation';

export const CORP = `arn:aws:iam::${ACCOUNT}:saml-provider/Corp`;
/** A provider that the practice identity provider is not. */
export const OTHER = `arn:aws:iam::${ACCOUNT}:saml-provider/Other`;
const DESK = roleArn(ACCOUNT, 'desk');
export const SIGN_IN = 'https://signin.aws.amazon.com/saml';

/** What the practice identity provider says of itself. */
export let metadata: string;

export const trustsSaml = (
  conditions: Record<string, string>,
  more: Partial<SeedStatement> = {},
): SeedStatement => ({
  Effect: 'Allow',
  Principal: { Federated: CORP },
  Action: 'sts:AssumeRoleWithSAML',
  Condition: { StringEquals: conditions },
  ...more,
});

export const ANNA: MintSamlInput = {
  nameId: 'anna@acme.example',
  roles: `${DESK},${CORP}`,
  sessionName: 'anna@acme.example',
};

export const responseOf = async (more: Partial<MintSamlInput> = {}): Promise<string> =>
  (await practice.signInBySaml({ ...ANNA, ...more })).samlResponse;

export const assume = (
  SAMLAssertion: string,
  more: Partial<AssumeRoleWithSAMLCommandInput> = {},
) =>
  nobody.send(
    new AssumeRoleWithSAMLCommand({
      RoleArn: DESK,
      PrincipalArn: CORP,
      SAMLAssertion,
      ...more,
    }),
  );

export const xmlOf = (response: string): string =>
  Buffer.from(response, 'base64').toString();

export async function startSaml(): Promise<void> {
  await startFederation();
  ({ metadata } = await practice.control<{ metadata: string }>('GET', '/saml-metadata'));
  const { iam } = await practice.admin(ACCOUNT);
  const make = (Name: string, SAMLMetadataDocument: string) =>
    iam.send(new CreateSAMLProviderCommand({ Name, SAMLMetadataDocument }));
  await make('Corp', metadata);
  await make('Other', samlMetadata());
  await makeRole('desk', trustsSaml({ 'SAML:aud': SIGN_IN }));
}
