import { sha256 } from '@/lib/core/sha256';

const CLI_INDENT = 4;

/**
 * SHA-256 of a document as `aws … --output json` prints it, in each form that AWS may give it
 * back: as it was written, or with an account id as its root ARN and a list of one as the one.
 * Null stands for no document, which prints nothing.
 */
export function liveHashes(document: string | null, partition: string): string[] {
  const printed = formsOf(document, partition).map((form) =>
    JSON.stringify(form, null, CLI_INDENT),
  );
  return sumsOf(document === null ? [''] : printed);
}

/**
 * The same for a document that the command prints as text: S3 and KMS do not keep its white
 * space, so the sums are of the text without any.
 */
export function textHashes(document: string | null, partition: string): string[] {
  const printed = formsOf(document, partition).map((form) => JSON.stringify(form));
  const texts = [document ?? '', ...printed].map((text) =>
    text.replace(/[ \t\n\v\f\r]/g, ''),
  );
  return sumsOf(texts);
}

function formsOf(document: string | null, partition: string): unknown[] {
  if (document === null) return [];
  const written: unknown = JSON.parse(document);
  return [written, awsForm(written, partition)];
}

const sumsOf = (texts: string[]): string[] => [...new Set(texts)].map(sha256);

function awsForm(value: unknown, partition: string): unknown {
  if (Array.isArray(value)) return value.map((item) => awsForm(item, partition));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      name === 'Principal' || name === 'NotPrincipal'
        ? principalForm(inner, partition)
        : awsForm(inner, partition),
    ]),
  );
}

function principalForm(principal: unknown, partition: string): unknown {
  if (typeof principal !== 'object' || principal === null) return principal;
  return Object.fromEntries(
    Object.entries(principal).map(([kind, names]) => {
      const known = [names].flat().map((name) => rootOf(name, partition));
      return [kind, known.length === 1 ? known[0] : known];
    }),
  );
}

const rootOf = (name: unknown, partition: string): unknown =>
  typeof name === 'string' && /^\d{12}$/.test(name)
    ? `arn:${partition}:iam::${name}:root`
    : name;
