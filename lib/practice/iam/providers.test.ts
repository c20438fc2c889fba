import {
  AddClientIDToOpenIDConnectProviderCommand,
  CreateOpenIDConnectProviderCommand,
  CreateSAMLProviderCommand,
  DeleteOpenIDConnectProviderCommand,
  DeleteSAMLProviderCommand,
  GetOpenIDConnectProviderCommand,
  GetSAMLProviderCommand,
  ListOpenIDConnectProvidersCommand,
  ListOpenIDConnectProviderTagsCommand,
  ListSAMLProvidersCommand,
  RemoveClientIDFromOpenIDConnectProviderCommand,
  TagOpenIDConnectProviderCommand,
  TagSAMLProviderCommand,
  UntagOpenIDConnectProviderCommand,
  UpdateOpenIDConnectProviderThumbprintCommand,
  UpdateSAMLProviderCommand,
} from '@aws-sdk/client-iam';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf, messageOf } from '../test-practice';
import { samlMetadata } from './test-saml';
import { admin, practice, startTooling, tooling } from './test-tooling';

beforeAll(startTooling);
afterAll(() => practice.stop());

const THUMBPRINT = 'a'.repeat(40);

describe('an OpenID Connect provider', () => {
  const create = (Url: string, more: { ClientIDList?: string[] } = {}) =>
    admin.iam.send(
      new CreateOpenIDConnectProviderCommand({
        Url,
        ThumbprintList: [THUMBPRINT],
        ...more,
      }),
    );

  it('is made once by its issuer, shown without https, and deleted more than once', async () => {
    const Url = 'https://gitlab.example/team/ops';
    const { OpenIDConnectProviderArn } = await create(Url, { ClientIDList: ['aws'] });
    expect(OpenIDConnectProviderArn).toBe(
      `arn:aws:iam::${tooling}:oidc-provider/gitlab.example/team/ops`,
    );
    expect(await messageOf(create(Url))).toBe(`Provider with url ${Url} already exists.`);
    const input = { OpenIDConnectProviderArn };
    const get = () => admin.iam.send(new GetOpenIDConnectProviderCommand(input));
    expect(await get()).toMatchObject({
      Url: 'gitlab.example/team/ops',
      ClientIDList: ['aws'],
      ThumbprintList: [THUMBPRINT],
      CreateDate: expect.any(Date),
    });
    const { OpenIDConnectProviderList } = await admin.iam.send(
      new ListOpenIDConnectProvidersCommand({}),
    );
    expect(OpenIDConnectProviderList).toContainEqual({ Arn: OpenIDConnectProviderArn });
    for (let count = 0; count < 2; count += 1)
      await admin.iam.send(new DeleteOpenIDConnectProviderCommand(input));
    await expect(get()).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: `OpenIDConnect Provider not found for arn ${OpenIDConnectProviderArn}`,
    });
  });

  it('changes its client ids, thumbprints and tags', async () => {
    const { OpenIDConnectProviderArn } = await create('https://changing.example');
    const input = { OpenIDConnectProviderArn };
    const add = (ClientID: string) =>
      admin.iam.send(
        new AddClientIDToOpenIDConnectProviderCommand({ ...input, ClientID }),
      );
    for (const id of ['one', 'one', 'two']) await add(id);
    await admin.iam.send(
      new RemoveClientIDFromOpenIDConnectProviderCommand({ ...input, ClientID: 'one' }),
    );
    const ThumbprintList = ['b'.repeat(40)];
    await admin.iam.send(
      new UpdateOpenIDConnectProviderThumbprintCommand({ ...input, ThumbprintList }),
    );
    await admin.iam.send(
      new TagOpenIDConnectProviderCommand({
        ...input,
        Tags: [
          { Key: 'a', Value: '1' },
          { Key: 'b', Value: '2' },
        ],
      }),
    );
    await admin.iam.send(
      new UntagOpenIDConnectProviderCommand({ ...input, TagKeys: ['A'] }),
    );
    const { Tags } = await admin.iam.send(
      new ListOpenIDConnectProviderTagsCommand(input),
    );
    expect(Tags).toEqual([{ Key: 'b', Value: '2' }]);
    expect(
      await admin.iam.send(new GetOpenIDConnectProviderCommand(input)),
    ).toMatchObject({ ClientIDList: ['two'], ThumbprintList, Tags });
    const wrong = admin.iam.send(
      new UpdateOpenIDConnectProviderThumbprintCommand({
        ...input,
        ThumbprintList: ['short'],
      }),
    );
    expect(await codeOf(wrong)).toBe('InvalidInputException');
  });

  it('holds at most 100 client ids', async () => {
    const ClientIDList = Array.from({ length: 100 }, (_, at) => `client-${at}`);
    const { OpenIDConnectProviderArn } = await create('https://full.example', {
      ClientIDList,
    });
    const ClientID = 'client-100';
    const add = admin.iam.send(
      new AddClientIDToOpenIDConnectProviderCommand({
        OpenIDConnectProviderArn,
        ClientID,
      }),
    );
    expect(await messageOf(add)).toBe(
      'Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: 100',
    );
  });

  it.each(['http://plain.example', 'https://asked.example/?q=1', 'nothing'])(
    'is refused with the issuer %s',
    async (url) => {
      expect(await codeOf(create(url))).toBe('ValidationError');
    },
  );
});

describe('a SAML provider', () => {
  const create = (Name: string, SAMLMetadataDocument: string) =>
    admin.iam.send(new CreateSAMLProviderCommand({ Name, SAMLMetadataDocument }));

  it('keeps its metadata byte for byte until it is updated or deleted', async () => {
    const { SAMLProviderArn } = await create('Acme', samlMetadata());
    expect(SAMLProviderArn).toBe(`arn:aws:iam::${tooling}:saml-provider/Acme`);
    expect(await codeOf(create('Acme', samlMetadata()))).toBe(
      'EntityAlreadyExistsException',
    );
    const get = () => admin.iam.send(new GetSAMLProviderCommand({ SAMLProviderArn }));
    expect((await get()).SAMLMetadataDocument).toBe(samlMetadata());
    const validUntil = '2099-01-01T00:00:00Z';
    const SAMLMetadataDocument = samlMetadata({ validUntil });
    await admin.iam.send(
      new UpdateSAMLProviderCommand({ SAMLProviderArn, SAMLMetadataDocument }),
    );
    await admin.iam.send(
      new TagSAMLProviderCommand({ SAMLProviderArn, Tags: [{ Key: 'a', Value: 'b' }] }),
    );
    expect(await get()).toMatchObject({
      SAMLMetadataDocument,
      ValidUntil: new Date(validUntil),
      Tags: [{ Key: 'a', Value: 'b' }],
    });
    const { SAMLProviderList } = await admin.iam.send(new ListSAMLProvidersCommand({}));
    expect(SAMLProviderList).toEqual([
      {
        Arn: SAMLProviderArn,
        ValidUntil: new Date(validUntil),
        CreateDate: expect.any(Date),
      },
    ]);
    const remove = () =>
      codeOf(admin.iam.send(new DeleteSAMLProviderCommand({ SAMLProviderArn })));
    expect(await remove()).toBe('ok');
    expect(await remove()).toBe('NoSuchEntityException');
  });

  it.each([
    ['is no XML', 'x'.repeat(1000)],
    ['describes nobody', `<a>${' '.repeat(1000)}</a>`],
    ['has no certificate', samlMetadata({ certificate: 'A'.repeat(700) })],
  ])('is refused with metadata that %s', async (_, metadata) => {
    await expect(create('Wrong', metadata)).rejects.toMatchObject({
      name: 'InvalidInputException',
      message: 'Could not parse metadata',
    });
  });

  it('is refused with metadata that is too short, and with a name of other letters', async () => {
    expect(await messageOf(create('Short', '<a/>'))).toContain(
      'Member must have length greater than or equal to 1000',
    );
    expect(await codeOf(create('a b', samlMetadata()))).toBe('ValidationError');
  });

  it('is nothing that a reader may make', async () => {
    const reader = await practice.as(
      `arn:aws:iam::${tooling}:role/drawbridge/drawbridge-inventory`,
    );
    const made = reader.iam.send(
      new CreateSAMLProviderCommand({
        Name: 'Denied',
        SAMLMetadataDocument: samlMetadata(),
      }),
    );
    expect(await codeOf(made)).toBe('AccessDenied');
  });
});
