import * as z from 'zod';
import { RoleArn } from '@/lib/core/ids';

const CLAIMS_MAX = 40;
const Claim = z.string().max(2048);

/** A role that refused a token, and the claims that its trust names. The token is not sent. */
export const TokenMendInput = z.strictObject({
  role: RoleArn,
  provider: z
    .string()
    .regex(
      /^arn:aws[a-z-]*:iam::\d{12}:oidc-provider\/[\w.~:/@%-]{1,255}$/,
      'Give the ARN of an OIDC provider.',
    ),
  claims: z
    .record(z.string().max(300), z.array(Claim).max(CLAIMS_MAX))
    .refine(
      (claims) => Object.keys(claims).length <= CLAIMS_MAX,
      `At most ${CLAIMS_MAX} claims are looked at.`,
    ),
});
