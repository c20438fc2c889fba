import { cleanPastedJson } from '@/lib/iam/parse/clean-pasted';
import { parsePolicy } from '@/lib/iam/parse/parse-policy';
import type { ParsedStatement } from '@/lib/iam/parse/policy';
import { sayProblem } from '@/lib/iam/validate/say-problem';
import { validatePolicyDocument } from '@/lib/iam/validate/validate-policy-document';
import { empty, type Field, right, wrong } from './field';
import { isAdministrative } from './is-administrative';

export type CustomPolicy = {
  text: string;
  /** What pasting had brought along and was taken out, in words. */
  cleaned: string[];
  /** Its holder could do everything in the account, at once or in two steps. */
  isAdministrative: boolean;
};

const ADMINISTRATOR =
  'This is administrator access to the whole account, or leads to it. It is no share of one bucket.';

/** The role's permissions as they were pasted, cleaned of what web pages add. */
export function resolveCustomPolicy(
  typed: string,
  bucketArn: string | null,
): Field<CustomPolicy> {
  if (typed.trim() === '') return empty;
  const { text, removed } = cleanPastedJson(typed);
  const [problem] = validatePolicyDocument(text, 'identity');
  if (problem) return wrong(sayProblem(problem));
  const { statements } = parsePolicy(text, 'identity');
  const hasPower = isAdministrative(text);
  return right(
    { text, cleaned: removed, isAdministrative: hasPower },
    hasPower ? ADMINISTRATOR : warningOf(statements, bucketArn),
  );
}

/** Warns of more than a share of this bucket. Nothing is refused: the engine shows what it does. */
function warningOf(
  statements: ParsedStatement[],
  bucketArn: string | null,
): string | null {
  const allows = statements.filter(({ effect }) => effect === 'Allow');
  const beyond = allows.flatMap(({ resource }) =>
    (resource?.patterns ?? [])
      .map(({ raw }) => raw)
      .filter((raw) => !isWithin(raw, bucketArn)),
  );
  const [first] = beyond;
  return first === undefined ? null : `This reaches beyond the bucket: ${first}.`;
}

const isWithin = (resource: string, bucketArn: string | null): boolean =>
  bucketArn === null || resource === bucketArn || resource.startsWith(`${bucketArn}/`);
