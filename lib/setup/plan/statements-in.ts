import { sameDocument } from '@/lib/core/same-document';
import { isObject, type JsonObject, toList } from '@/lib/iam/parse/values';

/** The statements of a policy that stands at AWS or stood there; none where there is no policy. */
export function statementsIn(text: string | null): JsonObject[] {
  const document: unknown = text === null ? null : JSON.parse(text);
  return isObject(document) ? toList(document['Statement']).filter(isObject) : [];
}

/** Whether two statements say the same to AWS, in whatever form it gives them back. */
export const sameStatement = (a: JsonObject, b: JsonObject): boolean =>
  sameDocument(JSON.stringify({ Statement: [a] }), JSON.stringify({ Statement: [b] }));
