import { saySome } from '../../explain/list-words';
import { type SpoiltCondition, spoiltConditions } from '../../parse/spoilt-conditions';
import { EVERY_KIND, type Rule } from '../rule';

/** A document that AWS would not have saved, and that therefore says nothing. */
export const malformedPolicy: Rule = {
  code: 'malformed-policy',
  kinds: EVERY_KIND,
  isOfDocument: true,
  isAbout: ({ problems }) => problems.length > 0,
  check: ({ policy: { problems } }) => {
    if (problems.length === 0) return [];
    const at = problems.find(({ statementIndex }) => statementIndex !== null);
    const words = problems.map(({ message }) => message.replace(/\.$/, ''));
    const list = [...new Set(words)].join('; ');
    return [
      {
        at:
          at?.statementIndex === undefined || at.statementIndex === null
            ? null
            : { index: at.statementIndex, sid: null },
        message: `The document is malformed and has no effect: ${list}.`,
        about: '',
        fix: () => ({
          reason:
            'written right it grants what it does not grant today, so do it by hand',
        }),
      },
    ];
  },
};

type Spoiling = {
  code: 'unknown-operator' | 'unreadable-address';
  /** What of a condition the finding names; null where it is not about it. */
  named: (spoilt: SpoiltCondition) => string | null;
  message: (about: string) => string;
};

/** A condition for which AWS would not have saved the document, so that it grants nothing. */
const spoilingRule = ({ code, named, message }: Spoiling): Rule => ({
  code,
  kinds: EVERY_KIND,
  isOfDocument: true,
  isAbout: ({ statements }) => statements.some(({ isUsable }) => !isUsable),
  check: ({ policy }) => {
    const spoilt = spoiltConditions(policy.document);
    return policy.statements.flatMap((statement) => {
      const names = spoilt
        .filter(({ statementIndex }) => statementIndex === statement.index)
        .flatMap((one) => named(one) ?? []);
      if (names.length === 0) return [];
      const about = saySome(names, 2, 'and');
      const fix = () => ({ reason: REASONS[statement.effect] });
      return [{ at: statement, message: message(about), about, fix }];
    });
  },
});

export const unknownOperator = spoilingRule({
  code: 'unknown-operator',
  named: ({ operator, range }) => (range === null ? operator : null),
  message: (about) =>
    `The whole document grants nothing, because IAM has no operator ${about}: write the operator right.`,
});

export const unreadableAddress = spoilingRule({
  code: 'unreadable-address',
  named: ({ range }) => range,
  message: (about) =>
    `The whole document grants nothing, because ${about} is no IP address or range: write the range right.`,
});

const REASONS = {
  Allow: 'written right it grants what it does not grant today, so do it by hand',
  Deny: 'which one was meant nobody but its author can tell',
};
