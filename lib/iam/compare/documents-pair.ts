import type { WorldFacts } from '../facts/world-facts';
import type { ParsedStatement } from '../parse/policy';
import { rememberPolicy } from '../parse/remember-policy';
import type { PolicyDocument } from '../world';
import { type Place, policyKindOf } from './place';

/** Two documents for one place, and the world around it. */
export type DocumentsPair = {
  world: WorldFacts;
  place: Place;
  before: PolicyDocument;
  after: PolicyDocument;
};

/** The statements of both documents. */
export const statementsOf = ({
  place,
  before,
  after,
}: Pick<DocumentsPair, 'place' | 'before' | 'after'>): ParsedStatement[] =>
  [before, after].flatMap(
    (document) => rememberPolicy(document, policyKindOf(place)).statements,
  );
