import * as z from 'zod';
import { RoleArn } from '@/lib/core/ids';

/** A principal as people type it: an ARN, a service, a provider. */
const PrincipalText = z
  .string()
  .regex(/^[\x21-\x7e]{1,2048}$/, 'Give the ARN of a principal.');

export const RoleQuestion = z.strictObject({ role: RoleArn });
export const PrincipalQuestion = z.strictObject({ principal: PrincipalText });
export const PairQuestion = z.strictObject({ principal: PrincipalText, role: RoleArn });
