import { describeIssuer } from './describe-issuer';
import { describeSubject } from './describe-subject';
import { sayList } from './list-words';

const CLAIM = /^([\w.-]+\.[a-z]{2,}(?:\/[^:]*)?):(aud|sub)$/i;
const STS_AUDIENCE = /^sts\.amazonaws\.com(?:\.cn)?$/;

/**
 * Whom the `sub` or `aud` of a token stands for, in the words of its issuer: "the service
 * account payments in namespace shop of that cluster", "AWS STS". Null for other keys and for
 * texts without a form that we know.
 *
 * @param operatorBase such as StringLike
 */
export function sayClaim(
  operatorBase: string,
  key: string,
  values: string[],
): { claim: 'aud' | 'sub'; words: string } | null {
  const [, issuer, claim = ''] = CLAIM.exec(key) ?? [];
  if (!issuer || values.length === 0) return null;
  // A wildcard that does not act makes a text no issuer writes: it is shown as it stands.
  const isExact = operatorBase.includes('Equals');
  if (isExact && values.some((value) => /[*?]/.test(value))) return null;
  const { kind } = describeIssuer(issuer);
  if (claim.toLowerCase() === 'sub') {
    const said = values.map((value) => describeSubject(kind, value));
    const known = said.filter((words) => words !== null);
    return known.length === said.length
      ? { claim: 'sub', words: sayList(known, 'or') }
      : null;
  }
  const isSts = values.every((value) => STS_AUDIENCE.test(value));
  if (isSts) return { claim: 'aud', words: 'AWS STS' };
  const pool = kind === 'cognito' ? 'the identity pool ' : '';
  return { claim: 'aud', words: `${pool}${sayList(values, 'or')}` };
}
