import * as z from 'zod';
import { RoleArn } from '@/lib/core/ids';
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
});
export type DenialQuestion = z.infer<typeof DenialQuestion>;
