import { randomUUID, sign } from 'node:crypto';
import * as z from 'zod';
import type { LiveWorld } from '../world/live-world';
import type { Worlds } from '../world/worlds';
import { AWS_ATTRIBUTE, type SamlFields } from './saml-fields';
import { entityIdOf, samlIdp } from './saml-idp';
import { bytesToSign, writeResponse } from './write-response';

const SIGN_IN = 'https://signin.aws.amazon.com/saml';
const LIFE_SECONDS = 300;

/** What XML can hold and canonical XML writes one way. */
const Line = z.string().regex(/^[^\p{Cc}\p{Cs}]*$/u);
const Values = z.union([Line.transform((value) => [value]), z.array(Line)]);

export const MintSamlInput = z.object({
  /** Who signs in. */
  nameId: Line,
  nameIdFormat: Line.default('urn:oasis:names:tc:SAML:2.0:nameid-format:persistent'),
  /** `<role ARN>,<provider ARN>`, one or more. */
  roles: Values,
  /** Absent to leave the attribute out. */
  sessionName: Line.optional(),
  /** Further attributes of AWS by the end of their name, such as `PrincipalTag:team`. */
  attributes: z.record(Line, Values).default({}),
  audience: Line.default(SIGN_IN),
  recipient: Line.default(SIGN_IN),
  /** How long ago the response was made. */
  ageSeconds: z.number().int().default(0),
  /** When a session of it ends at the latest, counted from now. */
  sessionSeconds: z.number().int().optional(),
});
export type MintSamlInput = z.input<typeof MintSamlInput>;

export type MintSamlOutput = { samlResponse: string; entityId: string };

type Parsed = z.output<typeof MintSamlInput>;

function fieldsOf(input: Parsed, issuer: string, nowMs: number): SamlFields {
  const at = (seconds: number) =>
    new Date(nowMs + (seconds - input.ageSeconds) * 1000).toISOString();
  const { sessionName, sessionSeconds } = input;
  const named: [string, string[]][] = [
    ['Role', input.roles],
    ...(sessionName === undefined
      ? []
      : ([['RoleSessionName', [sessionName]]] satisfies [string, string[]][])),
    ...Object.entries(input.attributes),
  ];
  return {
    responseId: `_${randomUUID()}`,
    assertionId: `_${randomUUID()}`,
    issuer,
    issuedAt: at(0),
    nameIdFormat: input.nameIdFormat,
    nameId: input.nameId,
    recipient: input.recipient,
    notBefore: at(0),
    notOnOrAfter: at(LIFE_SECONDS),
    audience: input.audience,
    sessionNotOnOrAfter:
      sessionSeconds === undefined
        ? ''
        : new Date(nowMs + sessionSeconds * 1000).toISOString(),
    attributes: named.map(([name, values]) => ({ name: AWS_ATTRIBUTE + name, values })),
  };
}

/** A signed SAML response, base64, as a browser would bring it from the identity provider. */
export async function mintSamlResponse(
  worlds: Worlds,
  live: LiveWorld,
  input: Parsed,
): Promise<MintSamlOutput> {
  const { privateKey, certificate } = await samlIdp(worlds, live);
  const entityId = entityIdOf(live);
  const fields = fieldsOf(input, entityId, live.now());
  const signature = sign('sha256', bytesToSign(fields), privateKey).toString('base64');
  const xml = writeResponse(fields, { signature, certificate });
  return { samlResponse: Buffer.from(xml).toString('base64'), entityId };
}
