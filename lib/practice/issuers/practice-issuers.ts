import { lookUp } from '@/lib/core/look-up';

/**
 * Issuers that every world has, by the name they go by here. Their tokens look like the real
 * ones, and are signed with keys of the world.
 */
const PRACTICE_ISSUERS: Record<string, string> = {
  github: 'https://token.actions.githubusercontent.com',
  gitlab: 'https://gitlab.com',
  eks: 'https://oidc.eks.eu-west-1.amazonaws.com/id/9F2C41D07A5B4E8C8D3E6A1B0C7F5D24',
  console: 'https://drawbridge.example.com',
};

/** The issuer's address: that of a known name, or the address itself; null for other text. */
export function issuerNamed(name: string): string | null {
  return lookUp(PRACTICE_ISSUERS, name) ?? (isIssuer(name) ? name : null);
}

/** IAM takes https addresses without port, query or user as issuers. */
const isIssuer = (text: string): boolean =>
  text.length <= 255 && /^https:\/\/[a-z0-9.-]+\.[a-z]{2,}(?:\/[\w./~-]*)?$/.test(text);

/** Issuer as IAM and condition keys write it: without the scheme. */
export const hostOfIssuer = (issuer: string): string => issuer.replace(/^https:\/\//, '');
