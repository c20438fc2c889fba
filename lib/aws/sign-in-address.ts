type Hosts = { signIn: string; signOut: string | null };

/**
 * The address that opens the console. With a sign-out first the browser's session ends on the
 * one host that can end it, and goes on from there.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_enable-console-custom-url.html
 */
export function signInAddress(
  { signIn, signOut }: Hosts,
  login: Record<'Issuer' | 'Destination' | 'SigninToken', string>,
  isSignOutFirst: boolean,
): string {
  const query = new URLSearchParams({ Action: 'login', ...login });
  if (!isSignOutFirst || !signOut) return `${signIn}/federation?${query}`;
  const next = `${signOut}/federation?${query}`;
  const logout = new URLSearchParams({ Action: 'logout', redirect_uri: next });
  return `${signOut}/oauth?${logout}`;
}
