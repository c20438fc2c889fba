import { isObject, type JsonObject, toStrings } from '@/lib/iam/parse/values';

/**
 * Everybody whom a statement lets in, of every kind; nobody where it denies. Which actions it is
 * about is not looked at: `sts:*` and `STS:AssumeRole` let in as well.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function principalsLetIn({ Effect: effect, Principal }: JsonObject): string[] {
  if (effect !== 'Allow') return [];
  const listed = isObject(Principal) ? Object.values(Principal) : [Principal];
  return listed.flatMap((entries) => toStrings(entries) ?? []);
}
