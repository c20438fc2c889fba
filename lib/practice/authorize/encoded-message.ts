import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Answer, StatementProof } from '@/lib/iam/answer';
import type { Question } from '@/lib/iam/question';
import { isObject, listOf } from '../iam/policy-document';
import type { Call } from '../operation';

const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** DecodeAuthorizationMessage takes no longer ones. */
const LONGEST = 10_240;
const LONGEST_INFLATED = 1_000_000;

const items = (values: unknown): object => ({
  items: listOf(values).map((value) => ({ value: String(value) })),
});

const principalsOf = (principal: unknown): unknown[] =>
  isObject(principal) ? Object.values(principal).flatMap(listOf) : listOf(principal);

function conditionsOf(block: unknown): object {
  const operators = isObject(block) ? Object.values(block).filter(isObject) : [];
  const keys = operators.flatMap(Object.entries);
  return { items: keys.map(([key, values]) => ({ key, values: items(values) })) };
}

function matched({ statement, sid }: StatementProof): object {
  const parts = isObject(statement) ? statement : {};
  return {
    statementId: sid ?? '',
    effect: 'DENY',
    principals: items(principalsOf(parts['Principal'])),
    principalGroups: { items: [] },
    actions: items(parts['Action'] ?? parts['NotAction']),
    resources: items(parts['Resource'] ?? parts['NotResource']),
    conditions: conditionsOf(parts['Condition']),
  };
}

const denying = ({ layers }: Answer): StatementProof[] =>
  layers
    .flatMap(({ statements }) => statements)
    .filter(({ effect, verdict }) => effect === 'Deny' && verdict === 'applies');

/** A refusal in the words of the service that keeps them: who, what, why, and what was known. */
function messageOf({ caller }: Call, question: Question, answer: Answer): object {
  return {
    allowed: false,
    explicitDeny: answer.reason.startsWith('explicit-deny'),
    matchedStatements: { items: denying(answer).map(matched) },
    failures: { items: [] },
    context: {
      principal: {
        id: caller.userId,
        ...(caller.kind === 'user' && { name: caller.user.name }),
        arn: caller.arn,
      },
      action: question.action,
      resource: question.resource,
      conditions: {
        items: Object.entries(question.context).map(([key, values]) => ({
          key,
          values: items(values),
        })),
      },
    },
  };
}

const keyOf = ({ world }: Call): Buffer => Buffer.from(world.messageKey, 'base64');

/**
 * What a denial says to those who may call DecodeAuthorizationMessage; empty when it is too
 * long to be decoded. Only the account of the caller who was refused can decode it.
 */
export function encodeMessage(call: Call, question: Question, answer: Answer): string {
  const text = JSON.stringify(messageOf(call, question, answer));
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(ALGORITHM, keyOf(call), iv);
  cipher.setAAD(Buffer.from(call.account.id));
  const sealed = [cipher.update(deflateRawSync(text)), cipher.final()];
  const encoded = Buffer.concat([iv, ...sealed, cipher.getAuthTag()]);
  const message = encoded.toString('base64url');
  return message.length <= LONGEST ? message : '';
}

/** The message as AWS gives it, JSON; null when it was not made for this account. */
export function decodeMessage(call: Call, message: string): string | null {
  const sealed = Buffer.from(message, 'base64url');
  if (sealed.length <= IV_BYTES + TAG_BYTES) return null;
  const decipher = createDecipheriv(ALGORITHM, keyOf(call), sealed.subarray(0, IV_BYTES));
  decipher.setAAD(Buffer.from(call.account.id));
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  try {
    const body = decipher.update(sealed.subarray(IV_BYTES, -TAG_BYTES));
    const text = Buffer.concat([body, decipher.final()]);
    return inflateRawSync(text, { maxOutputLength: LONGEST_INFLATED }).toString('utf8');
  } catch {
    return null;
  }
}
