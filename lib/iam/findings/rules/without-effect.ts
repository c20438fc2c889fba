import { saySome } from '../../explain/list-words';
import { unknownOperators } from '../../parse/unknown-operators';
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

/** An operator that IAM does not have: AWS would not have saved it, so the document grants nothing. */
export const unknownOperator: Rule = {
  code: 'unknown-operator',
  kinds: EVERY_KIND,
  isOfDocument: true,
  isAbout: ({ statements }) => statements.some(({ isUsable }) => !isUsable),
  check: ({ policy }) => {
    const unknown = unknownOperators(policy.document);
    return policy.statements.flatMap((statement) => {
      const names = unknown
        .filter(({ statementIndex }) => statementIndex === statement.index)
        .map(({ operator }) => operator);
      if (names.length === 0) return [];
      const about = saySome(names, 2, 'and');
      return [
        {
          at: statement,
          message: `The whole document grants nothing, because IAM has no operator ${about}: write the operator right.`,
          about,
          fix: () => ({ reason: REASONS[statement.effect] }),
        },
      ];
    });
  },
};

const REASONS = {
  Allow: 'written right it grants what it does not grant today, so do it by hand',
  Deny: 'which one was meant nobody but its author can tell',
};
