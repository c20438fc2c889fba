import * as z from 'zod';
import { RoleArn } from '@/lib/core/ids';
import { ToldTexts } from '@/lib/core/told-bucket';
import { DENIAL_CHARACTERS_MAX } from '@/lib/iam/doctor/plain-text';

/** A principal as people type it: an ARN, a service, a provider. */
const PrincipalText = z
  .string()
  .regex(/^[\x21-\x7e]{1,2048}$/, 'Give the ARN of a principal.');

export const RoleQuestion = z.strictObject({ role: RoleArn });
export const PrincipalQuestion = z.strictObject({ principal: PrincipalText });
export const PairQuestion = z.strictObject({ principal: PrincipalText, role: RoleArn });

/** What a message leaves out, as a person adds it; empty when they did not. */
const Added = (pattern: RegExp, message: string) =>
  z.string().trim().max(2048).regex(pattern, message).default('');

/** A message of AWS about a refused request, as it was pasted. */
export const DenialQuestion = z.strictObject({
  message: z
    .string()
    .max(
      DENIAL_CHARACTERS_MAX,
      `Paste the message alone: at most ${DENIAL_CHARACTERS_MAX.toLocaleString('en-GB')} characters are read.`,
    ),
  principal: Added(/^[\x21-\x7e]*$/, 'Give the ARN of who asked.'),
  action: Added(
    /^(?:[A-Za-z0-9-]{1,40}:[A-Za-z0-9]{1,100})?$/,
    'Give the action as a policy names it, such as s3:GetObject.',
  ),
  resource: Added(/^(?:\*|arn:[^\n]+)?$/, 'Give the ARN of the resource.'),
  /** Of a bucket that no reading has. */
  told: ToldTexts.optional(),
});
export type DenialQuestion = z.infer<typeof DenialQuestion>;

const CLAIMS_MAX = 40;
const Claim = z.string().max(2048);

/** A token that was refused, without the token: a role, and the claims that its trust names. */
export const TokenQuestion = z.strictObject({
  role: RoleArn,
  /** The provider that the token is of; empty to be told what the trust asks for. */
  provider: z.string().max(2048).default(''),
  claims: z
    .record(z.string().max(300), z.array(Claim).max(CLAIMS_MAX))
    .default({})
    .refine(
      (claims) => Object.keys(claims).length <= CLAIMS_MAX,
      `At most ${CLAIMS_MAX} claims are looked at.`,
    ),
});
export type TokenQuestion = z.infer<typeof TokenQuestion>;
