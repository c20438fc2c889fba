import { saySome } from '../../explain/list-words';
import { unknownOperators } from '../../parse/check-grammar';
import { fixWith } from '../edit/outcome';
import { withStatement } from '../edit/statements';
import { EVERY_KIND, type Rule } from '../rule';

/** A document that AWS would not have saved, and that therefore says nothing. */
export const malformedPolicy: Rule = {
  code: 'malformed-policy',
  kinds: EVERY_KIND,
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

/** A statement whose condition uses an operator that IAM does not have. */
export const unknownOperator: Rule = {
  code: 'unknown-operator',
  kinds: EVERY_KIND,
  check: (place) => {
    const unknown = unknownOperators(place.policy.document);
    return place.policy.statements.flatMap((statement) => {
      const { index, effect } = statement;
      const names = unknown
        .filter(({ statementIndex }) => statementIndex === index)
        .map(({ operator }) => operator);
      if (names.length === 0) return [];
      return [
        {
          at: statement,
          message: `The statement has no effect, because IAM has no operator ${saySome(names, 2, 'and')}: write the operator right.`,
          about: saySome(names, 2, 'and'),
          fix: () =>
            effect === 'Deny'
              ? { reason: 'which one was meant nobody but its author can tell' }
              : fixWith(
                  withStatement(place, { index, next: null }),
                  'The statement that had no effect goes: write it anew with an operator that exists if it is needed.',
                ),
        },
      ];
    });
  },
};
